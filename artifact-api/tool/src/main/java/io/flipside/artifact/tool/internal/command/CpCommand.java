// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.ImagePath;
import io.flipside.artifact.tool.internal.image.TemporaryDirectory;
import io.flipside.artifact.tool.internal.option.OutputOptions;
import io.flipside.artifact.tool.internal.option.PartitionOptions;
import io.flipside.artifact.tool.internal.option.SigningOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies a file into or out of the ext4 image in an artifact ({@code cp}). */
@Command(
        name = "cp",
        description = "Copy a file into or out of the ext4 image that an artifact carries. A changed artifact is signed"
                + " again if a key is given, else it is no longer signed.")
final class CpCommand extends Subcommand {
    private static final String STANDARD_INPUT = "-";

    @Mixin
    final PartitionOptions partition = new PartitionOptions();

    @Mixin
    final SigningOptions signing = new SigningOptions();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "A file, ARTIFACT:PATH, or - for standard input.")
    String source = "";

    @Parameters(
            index = "1",
            paramLabel = "TARGET",
            description = "A file or directory, or ARTIFACT:PATH. A raw image may be in place of the artifact.")
    String target = "";

    CpCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() throws IOException {
        var from = ImagePath.find(source);
        var to = ImagePath.find(target);
        if (to.isPresent()) {
            copyIn(from, to.get());
        } else if (from.isPresent()) {
            copyOut(from.get());
        } else {
            throw ToolException.failed("neither '" + source + "' nor '" + target
                    + "' is of the form artifact:path with an existing artifact");
        }
    }

    private void copyOut(ImagePath from) throws IOException {
        var file = Path.of(target);
        if (target.endsWith("/") && !Files.isDirectory(file)) {
            throw ToolException.failed("the directory " + target + " does not exist");
        }
        var destination = Files.isDirectory(file) ? file.resolve(name(from.path())) : file;
        OutputOptions.requireOther(destination, List.of(from.artifact()));
        try (var image = ExtractedImage.of(context(), from.artifact(), partition)) {
            var copy = image.temporaryFile("copy");
            image.extract(from, copy);
            if (Files.exists(destination)) {
                // As cp does it, in place: it may be a link, a pipe, /dev/null, /dev/stdout.
                try (var out = Files.newOutputStream(destination)) {
                    Files.copy(copy, out);
                }
            } else {
                Files.copy(copy, destination, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void copyIn(Optional<ImagePath> from, ImagePath to) throws IOException {
        var signer = signing.signer(environment());
        try (var directory = context().temporaryDirectory(to.artifact());
                var image = ExtractedImage.of(context(), to.artifact(), partition)) {
            var file = sourceFile(from, directory);
            image.change(files -> files.write(file, files.target(to, name(source)), Optional.empty()));
            image.save(signer, UnaryOperator.identity());
        }
    }

    private Path sourceFile(Optional<ImagePath> from, TemporaryDirectory directory) throws IOException {
        var copy = directory.resolve("copy");
        if (from.isPresent()) {
            try (var image = ExtractedImage.of(context(), from.get().artifact(), partition)) {
                image.extract(from.get(), copy);
            }
            return copy;
        }
        if (source.equals(STANDARD_INPUT)) {
            Files.copy(System.in, copy);
            return copy;
        }
        return directory.regular(Path.of(source));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
