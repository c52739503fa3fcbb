// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.Compression;
import io.flipside.artifact.CompressionEffort;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.option.CompressionChoice;
import io.flipside.artifact.tool.internal.option.NameAndDeviceTypeOptions;
import io.flipside.artifact.tool.internal.option.OutputOptions;
import io.flipside.artifact.tool.internal.option.ProvidesDependsOptions;
import io.flipside.artifact.tool.internal.option.SigningOptions;
import io.flipside.artifact.tool.internal.option.SizeLimitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;

/** Declares the shared options of the three write commands, checks input and output, and runs the writer. */
abstract class AbstractWriteCommand extends Subcommand {
    private static final CompressionChoice DEFAULT =
            new CompressionChoice(Compression.GZIP, CompressionEffort.STANDARD);

    @Mixin
    final NameAndDeviceTypeOptions identity = new NameAndDeviceTypeOptions();

    @Mixin
    final OutputOptions destination = new OutputOptions();

    @Mixin
    final SizeLimitOptions sizes = new SizeLimitOptions();

    @Mixin
    final ProvidesDependsOptions dependencies = new ProvidesDependsOptions();

    @Mixin
    final SigningOptions signing = new SigningOptions();

    AbstractWriteCommand(CommandContext context) {
        super(context);
    }

    /** A writer that knows what is special about this kind of artifact. */
    abstract ArtifactWriter special() throws IOException;

    /** Removes what was copied for the writer. */
    void removeCopies() throws IOException {}

    /** The payload files. */
    abstract List<Path> files();

    /** What else is read for this kind of artifact. */
    abstract List<Path> otherInputs() throws IOException;

    @Override
    final void run() throws IOException {
        var inputs = Stream.of(files(), otherInputs(), signing.files())
                .flatMap(List::stream)
                .toList();
        if (inputs.stream().anyMatch(input -> input.toString().isEmpty())) {
            throw ToolException.failed("the name of an input file is empty; is a variable of the build not set?");
        }
        var target = destination.path(inputs);
        var signer = signing.signer(environment());
        try {
            write(target, signer);
        } finally {
            removeCopies();
        }
    }

    private void write(Optional<Path> target, Optional<ArtifactSigner> signer) throws IOException {
        var writer = special();
        describe(writer);
        signer.ifPresent(writer::signer);
        sizes.most().ifPresent(writer::sizeLimit);
        var warning = sizes.warning();
        try (var output = new ArtifactOutput(context(), target)) {
            new ArtifactWriteRunner(context()).write(writer, output.file(), size(files()));
            warnOfSize(Files.size(output.file()), warning);
            output.finish();
        }
    }

    private void warnOfSize(long size, OptionalLong limit) {
        if (limit.isPresent() && size > limit.getAsLong()) {
            environment().warn("the artifact has " + size + " bytes, more than the " + limit.getAsLong() + " wanted");
        }
    }

    private void describe(ArtifactWriter writer) throws IOException {
        var choice = context().options().compression().orElse(DEFAULT);
        writer.name(identity.name())
                .deviceTypes(identity.deviceTypes().toArray(String[]::new))
                .formatVersion(destination.formatVersion())
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
