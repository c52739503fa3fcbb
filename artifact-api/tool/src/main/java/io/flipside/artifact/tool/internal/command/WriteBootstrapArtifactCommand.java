// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** Writes an artifact without payload, from which a new device learns its provides (write bootstrap-artifact). */
@Command(
        name = "bootstrap-artifact",
        description =
                "Write an artifact without payload, from which a new device learns what it runs. Needs client 3.5.")
final class WriteBootstrapArtifactCommand extends AbstractWriteCommand {
    WriteBootstrapArtifactCommand(CommandContext context) {
        super(context);
    }

    @Override
    List<Path> files() {
        return List.of();
    }

    @Override
    List<Path> otherInputs() {
        return List.of();
    }

    @Override
    ArtifactWriter special() {
        return ArtifactWriter.bootstrap();
    }
}
