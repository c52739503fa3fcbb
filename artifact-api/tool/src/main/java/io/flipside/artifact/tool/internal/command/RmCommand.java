// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.image.ImagePath;
import io.flipside.artifact.tool.internal.option.PartitionOptions;
import io.flipside.artifact.tool.internal.option.SigningOptions;
import java.io.IOException;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a file or directory from the ext4 image in an artifact ({@code rm}). */
@Command(
        name = "rm",
        description =
                "Remove a file, or with -r a directory, from the ext4 image that an artifact carries. The artifact is"
                        + " signed again if a key is given, else it is no longer signed.")
final class RmCommand extends Subcommand {
    @Mixin
    final PartitionOptions partition = new PartitionOptions();

    @Mixin
    final SigningOptions signing = new SigningOptions();

    @Option(
            names = {"--recursive", "-r"},
            description = "Remove a directory and all in it.")
    boolean recursive;

    @Parameters(
            paramLabel = "ARTIFACT:PATH",
            description = "The artifact's file, or a raw image, and what to remove in it.")
    String target = "";

    RmCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() throws IOException {
        var unwanted = ImagePath.parse(target);
        var signer = signing.signer(environment());
        try (var image = ExtractedImage.of(context(), unwanted.artifact(), partition)) {
            image.change(files -> files.remove(unwanted, recursive));
            image.save(signer, UnaryOperator.identity());
        }
    }
}
