// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactRewriter;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.option.EmptyOptionFilter;
import io.flipside.artifact.tool.internal.option.OutputOptions;
import io.flipside.artifact.tool.internal.option.SigningOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs an existing artifact ({@code sign}). */
@Command(name = "sign", description = "Sign an artifact; every byte but the signature stays as it is.")
final class SignCommand extends Subcommand {
    @Mixin
    final SigningOptions signing = new SigningOptions();

    @Option(
            names = {"--force", "-f"},
            description = "Replace a signature that is there.")
    boolean force;

    @Option(
            names = {"--output-path", "-o"},
            paramLabel = "FILE",
            description = "Where the signed artifact goes; - is standard output. Without it, the artifact is replaced.")
    Optional<String> destination = Optional.empty();

    @Parameters(paramLabel = "ARTIFACT", description = "The artifact's file.")
    Path artifact = Path.of("");

    SignCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() throws IOException {
        if (!Files.isRegularFile(artifact)) {
            throw ToolException.failed(artifact + ": no such file");
        }
        var signer = signing.signer(environment())
                .orElseThrow(() -> ToolException.failed("sign with which key? Give --key or --key-pkcs11"));
        var name = EmptyOptionFilter.text(destination);
        var target = name.isPresent()
                ? OutputOptions.target(name.get(), signing.files())
                : Optional.of(OutputOptions.requireDirectory(artifact));
        // A signature says "this is good": the whole artifact is checked before.
        if (ArtifactFileReader.read(artifact, List.of()).artifact().signed() && !force) {
            throw ToolException.failed(artifact + " is signed already; replace the signature with --force");
        }
        try (var output = new ArtifactOutput(context(), target)) {
            ArtifactRewriter.sign(artifact, output.file(), signer, force);
            output.finish();
        }
    }
}
