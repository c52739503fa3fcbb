// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.model.ArtifactException;
import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.option.VerificationOptions;
import io.flipside.artifact.tool.internal.text.ArtifactContents.SignatureState;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks structure, checksums and signature of an artifact ({@code validate}). */
@Command(
        name = "validate",
        description =
                "Check an artifact: its structure, every checksum, and its signature. A signed one needs a key, and"
                        + " with a key an unsigned one is refused.")
final class ValidateCommand extends Subcommand {
    @Mixin
    final VerificationOptions verification = new VerificationOptions();

    @Parameters(paramLabel = "ARTIFACT", description = "The artifact's file.")
    Path artifact = Path.of("");

    ValidateCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() throws IOException {
        var keys = verification.keys(environment());
        try {
            var contents = ArtifactFileReader.read(artifact, keys);
            if (contents.signature() == SignatureState.NOT_CHECKED) {
                throw new ToolException(
                        ExitCode.BAD_ARTIFACT, artifact + " is signed; give the key that verifies it with -k");
            }
        } catch (ArtifactException e) {
            throw new ToolException(ExitCode.BAD_ARTIFACT, artifact + ": " + e.getMessage(), e);
        }
        environment().out().println("Artifact file '" + artifact + "' validated successfully");
    }
}
