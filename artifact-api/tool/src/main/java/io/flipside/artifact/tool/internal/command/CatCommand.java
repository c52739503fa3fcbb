// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.image.ImagePath;
import io.flipside.artifact.tool.internal.option.PartitionOptions;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a file of the ext4 image in an artifact to standard output ({@code cat}). */
@Command(name = "cat", description = "Print a file of the ext4 image that an artifact carries, or of a raw image.")
final class CatCommand extends Subcommand {
    @Mixin
    final PartitionOptions partition = new PartitionOptions();

    @Parameters(paramLabel = "ARTIFACT:PATH", description = "The artifact's file, or a raw image, and a file in it.")
    String source = "";

    CatCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() throws IOException {
        var wanted = ImagePath.parse(source);
        try (var image = ExtractedImage.of(context(), wanted.artifact(), partition)) {
            var copy = image.temporaryFile("copy");
            image.extract(wanted, copy);
            Files.copy(copy, environment().out());
        }
    }
}
