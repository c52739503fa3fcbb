// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactRewriter;
import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.tool.internal.SmallFileReader;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.option.EmptyOptionFilter;
import io.flipside.artifact.tool.internal.option.ImageClientConfigOptions;
import io.flipside.artifact.tool.internal.option.PartitionOptions;
import io.flipside.artifact.tool.internal.option.ProvidesDependsOptions;
import io.flipside.artifact.tool.internal.option.SigningOptions;
import io.flipside.artifact.tool.internal.option.StateScriptOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes an artifact's header, or the settings of the Mender client in its image ({@code modify}). */
@Command(
        name = "modify",
        description =
                "Change what an artifact says of itself, or the Mender client's settings in its image. Provides and"
                        + " depends are replaced as a whole by those given, patterns of --clears-provides and scripts are added. The artifact is"
                        + " signed again if a key is given, else it is no longer signed.")
final class ModifyCommand extends Subcommand {
    @Option(
            names = {"--artifact-name", "-n", "--name"},
            paramLabel = "NAME",
            description = "New name of the artifact; in an ext4 image, artifact_info in /etc/mender or /etc/flipside"
                    + " gets it too.")
    Optional<String> name = Optional.empty();

    @Mixin
    final ProvidesDependsOptions dependencies = new ProvidesDependsOptions();

    @Option(
            names = "--delete-clears-provides",
            paramLabel = "PATTERN",
            description = "A pattern to remove from those that the artifact clears. May be given several times.")
    List<String> deletedClears = List.of();

    @Option(
            names = {"--meta-data", "-m"},
            paramLabel = "FILE",
            description = "A JSON object that replaces the meta-data.")
    Optional<Path> metaData = Optional.empty();

    @Mixin
    final StateScriptOptions scripts = new StateScriptOptions();

    @Mixin
    final ImageClientConfigOptions client = new ImageClientConfigOptions();

    @Mixin
    final PartitionOptions partition = new PartitionOptions();

    @Mixin
    final SigningOptions signing = new SigningOptions();

    @Parameters(paramLabel = "ARTIFACT", description = "The artifact's file, which is replaced; or a raw image.")
    Path artifact = Path.of("");

    ModifyCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() throws IOException {
        if (!Files.isRegularFile(artifact)) {
            throw ToolException.failed(artifact + ": no such file");
        }
        boolean raw = RawImage.isOne(artifact);
        if (!raw) {
            try (var reader = ArtifactFileReader.open(artifact, List.of())) {
                ArtifactFileReader.requireChangeable(reader, artifact);
            }
        }
        var signer = signing.signer(environment());
        var file = EmptyOptionFilter.file(metaData);
        var text = file.isPresent() ? Optional.of(SmallFileReader.metaData(file.get())) : Optional.<String>empty();
        var newName = EmptyOptionFilter.text(name);
        var change = new ArtifactHeaderChange(newName, dependencies, deletedClears, text, scripts.read());
        var settings = new ImageClientConfigEditor(client, newName);
        if (raw && change.touchesHeader()) {
            throw ToolException.failed(artifact + " is a raw image: of it, only --artifact-name and the settings of the"
                    + " Mender client can be changed; the other options are those of an artifact");
        }
        if (raw
                || settings.touchImage(artifact)
                || context().options().compression().isPresent()) {
            try (var image = ExtractedImage.of(context(), artifact, partition)) {
                settings.applyTo(image);
                image.save(signer, change);
            }
            return;
        }
        rewriteHeader(signer, change);
    }

    private void rewriteHeader(Optional<ArtifactSigner> signer, ArtifactHeaderChange change) throws IOException {
        try {
            ArtifactRewriter.modify(
                    artifact,
                    artifact,
                    old -> change.apply(
                            SignatureLossWarning.warnIfLost(environment(), artifact, old, signer.isPresent())),
                    signer);
        } catch (IllegalArgumentException e) {
            throw ToolException.failed(e.getMessage() + "; nothing was changed");
        }
    }
}
