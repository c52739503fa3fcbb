// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.ImagePath;
import io.flipside.artifact.tool.internal.option.PartitionOptions;
import io.flipside.artifact.tool.internal.option.SigningOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a file with given permissions, or a directory, into the ext4 image in an artifact ({@code install}). */
@Command(
        name = "install",
        description = "Put a file with given permissions, or with -d a directory, into the ext4 image that an artifact"
                + " carries. The artifact is signed again if a key is given, else it is no longer signed.")
final class InstallCommand extends Subcommand {
    private static final Pattern OCTAL = Pattern.compile("[0-7]{1,5}");
    private static final int DIRECTORY_MODE = 0755;
    private static final int ALL_PERMISSIONS = 07777;

    @Mixin
    final PartitionOptions partition = new PartitionOptions();

    @Mixin
    final SigningOptions signing = new SigningOptions();

    @Option(
            names = {"--directory", "-d"},
            description = "Make a directory, and those above it.")
    boolean directory;

    @Option(
            names = {"--mode", "-m"},
            paramLabel = "MODE",
            description = "Permissions in octal, for example 755. Needed for a file.")
    Optional<String> mode = Optional.empty();

    @Parameters(
            arity = "1..2",
            paramLabel = "[FILE] ARTIFACT:PATH",
            description = "The file, and where it goes: into an artifact's image, or a raw one.")
    List<String> arguments = List.of();

    InstallCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() throws IOException {
        if (arguments.size() != (directory ? 1 : 2)) {
            throw ToolException.failed("usage: install -m MODE FILE ARTIFACT:PATH, or install -d ARTIFACT:PATH");
        }
        var permissions = permissions();
        var target = ImagePath.parse(arguments.get(arguments.size() - 1));
        var signer = signing.signer(environment());
        try (var temporary = context().temporaryDirectory(target.artifact());
                var image = ExtractedImage.of(context(), target.artifact(), partition)) {
            if (directory) {
                image.change(files -> files.makeDirectory(target.path(), permissions.orElse(DIRECTORY_MODE)));
            } else {
                var file = Path.of(arguments.get(0));
                var content = temporary.regular(file);
                image.change(files -> files.write(content, files.target(target, file.getFileName() + ""), permissions));
            }
            image.save(signer, UnaryOperator.identity());
        }
    }

    private Optional<Integer> permissions() throws ToolException {
        if (mode.isEmpty() && !directory) {
            throw ToolException.failed("with which permissions? Give --mode, or use cp to keep those of the file");
        }
        if (mode.isPresent() && !OCTAL.matcher(mode.get()).matches()) {
            throw ToolException.failed("'" + mode.get() + "' is not a mode in octal, for example 755");
        }
        return mode.map(text -> Integer.parseInt(text, 8) & ALL_PERMISSIONS);
    }
}
