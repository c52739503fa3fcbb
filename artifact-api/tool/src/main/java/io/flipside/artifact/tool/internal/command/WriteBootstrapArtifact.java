// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.tool.internal.Session;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** Writes an artifact that brings nothing but what a new device shall know of itself. */
@Command(
        name = "bootstrap-artifact",
        description =
                "Write an artifact without payload, from which a new device learns what it runs. Needs client 3.5.")
final class WriteBootstrapArtifact extends NewArtifact {
    WriteBootstrapArtifact(Session session) {
        super(session);
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
