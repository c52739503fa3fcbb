// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.option.VerificationOptions;
import io.flipside.artifact.tool.internal.text.ArtifactJsonFormatter;
import io.flipside.artifact.tool.internal.text.ArtifactTextFormatter;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what an artifact contains, as text or JSON ({@code read}). */
@Command(
        name = "read",
        description = "Show what an artifact contains, after checking all of it. A wrong signature is shown, not"
                + " refused; that is what validate does.")
final class ReadCommand extends Subcommand {
    @Mixin
    final VerificationOptions verification = new VerificationOptions();

    @Option(names = "--json", description = "Print JSON instead of text.")
    boolean json;

    @Parameters(paramLabel = "ARTIFACT", description = "The artifact's file.")
    Path artifact = Path.of("");

    ReadCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() throws IOException {
        var contents = ArtifactFileReader.readAnyhow(artifact, verification.keys(environment()));
        environment().out().print(json ? ArtifactJsonFormatter.of(contents) : ArtifactTextFormatter.of(contents));
    }
}
