// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.Compression;
import io.flipside.artifact.Effort;
import io.flipside.artifact.tool.internal.Session;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.option.CompressionChoice;
import io.flipside.artifact.tool.internal.option.DependencyOptions;
import io.flipside.artifact.tool.internal.option.IdentityOptions;
import io.flipside.artifact.tool.internal.option.OutputOptions;
import io.flipside.artifact.tool.internal.option.SigningOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;

/** What the three write commands have in common. */
abstract class NewArtifact extends Subcommand {
    private static final CompressionChoice DEFAULT = new CompressionChoice(Compression.GZIP, Effort.STANDARD);

    @Mixin
    final IdentityOptions identity = new IdentityOptions();

    @Mixin
    final OutputOptions output = new OutputOptions();

    @Mixin
    final DependencyOptions dependencies = new DependencyOptions();

    @Mixin
    final SigningOptions signing = new SigningOptions();

    NewArtifact(Session session) {
        super(session);
    }

    /** A writer that knows what is special about this kind of artifact. */
    abstract ArtifactWriter special() throws IOException;

    /** The payload files. */
    abstract List<Path> files();

    /** What else is read for this kind of artifact. */
    abstract List<Path> otherInputs();

    @Override
    final void run() throws IOException {
        var inputs = Stream.of(files(), otherInputs(), signing.files())
                .flatMap(List::stream)
                .toList();
        if (inputs.stream().anyMatch(input -> input.toString().isEmpty())) {
            throw ToolException.failed("the name of an input file is empty; is a variable of the build not set?");
        }
        var target = output.path(inputs);
        var key = signing.key(session());
        var writer = special();
        describe(writer);
        key.map(ArtifactSigner::of).ifPresent(writer::signer);
        new Writing(session()).write(writer, target, size(files()));
    }

    private void describe(ArtifactWriter writer) throws IOException {
        var choice = session().global().compression().orElse(DEFAULT);
        writer.name(identity.name())
                .deviceTypes(identity.deviceTypes().toArray(String[]::new))
                .formatVersion(output.formatVersion())
                .compression(choice.compression())
                .effort(choice.effort());
        dependencies.addTo(writer);
    }

    static long size(List<Path> files) throws IOException {
        long size = 0;
        for (var file : files) {
            size += Files.exists(file) ? Files.size(file) : 0;
        }
        return size;
    }
}
