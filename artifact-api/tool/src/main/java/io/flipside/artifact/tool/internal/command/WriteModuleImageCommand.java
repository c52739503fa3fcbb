// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.DefaultProvides.Checksum;
import io.flipside.artifact.tool.internal.SmallFileReader;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.option.AugmentOptions;
import io.flipside.artifact.tool.internal.option.EmptyOptionFilter;
import io.flipside.artifact.tool.internal.option.SoftwareVersionOptions;
import io.flipside.artifact.tool.internal.option.StateScriptOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes an artifact with files for an Update Module ({@code write module-image}). */
@Command(
        name = "module-image",
        description = "Pack files for an update module. Mostly called by scripts that know what the module wants.")
final class WriteModuleImageCommand extends AbstractWriteCommand {
    @Option(
            names = {"--type", "-T"},
            required = true,
            paramLabel = "TYPE",
            description = "The payload's type: the name of the update module.")
    String type = "";

    @Option(
            names = {"--file", "-f"},
            paramLabel = "FILE",
            description = "A file for the module. May be given several times.")
    List<Path> files = List.of();

    @Option(
            names = {"--meta-data", "-m"},
            paramLabel = "FILE",
            description = "A JSON object for the module.")
    Optional<Path> metaData = Optional.empty();

    @Mixin
    final AugmentOptions augment = new AugmentOptions();

    @Mixin
    final SoftwareVersionOptions software = new SoftwareVersionOptions();

    @Mixin
    final StateScriptOptions scripts = new StateScriptOptions();

    WriteModuleImageCommand(CommandContext context) {
        super(context);
    }

    @Override
    List<Path> files() {
        return Stream.concat(files.stream(), augment.files().stream()).toList();
    }

    @Override
    List<Path> otherInputs() throws IOException {
        return Stream.of(
                        EmptyOptionFilter.file(metaData).stream(),
                        augment.metaDataFile().stream(),
                        scripts.files().stream())
                .flatMap(inputs -> inputs)
                .toList();
    }

    @Override
    ArtifactWriter special() throws IOException {
        if (destination.formatVersion() < 3) {
            throw ToolException.failed("payloads for update modules need format version 3");
        }
        var writer = ArtifactWriter.module(type).defaults(software.defaults(Checksum.NONE));
        files.forEach(writer::file);
        var given = EmptyOptionFilter.file(metaData);
        if (given.isPresent()) {
            writer.metaData(SmallFileReader.metaData(given.get()));
        }
        scripts.addTo(writer);
        augment.section().ifPresent(writer::augment);
        return writer;
    }
}
