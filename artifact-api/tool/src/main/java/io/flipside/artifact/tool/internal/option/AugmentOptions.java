// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.AugmentSection;
import io.flipside.artifact.tool.internal.SmallFileReader;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Declares the options for an augment section, which no signature covers. */
public final class AugmentOptions {
    @Option(
            names = "--augment-type",
            paramLabel = "TYPE",
            description = "Add an augment section, which no signature covers. From now on the payload is of this type;"
                    + " the client needs an update module for both.")
    Optional<String> type = Optional.empty();

    @Option(
            names = "--augment-file",
            paramLabel = "FILE",
            description = "A further file for the module, in the augment section. May be given several times.")
    List<Path> files = List.of();

    @Option(
            names = "--augment-meta-data",
            paramLabel = "FILE",
            description = "A JSON object whose members are added to those of the meta-data.")
    Optional<Path> metaData = Optional.empty();

    @Option(
            names = "--augment-depends",
            paramLabel = "KEY:VALUE",
            converter = KeyValue.Converter.class,
            description = "Like --depends, in the augment section.")
    List<KeyValue> depends = List.of();

    @Option(
            names = "--augment-provides",
            paramLabel = "KEY:VALUE",
            converter = KeyValue.Converter.class,
            description = "Like --provides, in the augment section.")
    List<KeyValue> provides = List.of();

    @Option(
            names = "--augment-clears-provides",
            paramLabel = "PATTERN",
            description = "Like --clears-provides, in the augment section, in place of all former patterns.")
    List<String> clearsProvides = List.of();

    /** The payload files that it adds. */
    public List<Path> files() {
        return files;
    }

    public Optional<Path> metaDataFile() {
        return EmptyOptionFilter.file(metaData);
    }

    /** The section; empty if the user gave none. */
    public Optional<AugmentSection> section() throws IOException {
        var given = EmptyOptionFilter.text(type);
        var object = metaDataFile();
        if (given.isEmpty()) {
            boolean content = !files.isEmpty()
                    || !depends.isEmpty()
                    || !provides.isEmpty()
                    || !clearsProvides.isEmpty()
                    || object.isPresent();
            if (content) {
                throw ToolException.failed("an augment section needs a type; give --augment-type");
            }
            return Optional.empty();
        }
        var text = object.isPresent() ? Optional.of(SmallFileReader.metaData(object.get())) : Optional.<String>empty();
        var values = KeyValue.toMap(depends).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        return Optional.of(
                new AugmentSection(given.get(), KeyValue.toMap(provides), values, clearsProvides, text, files));
    }
}
