// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.ArtifactWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Declares the options for the provides and depends of an artifact. */
public final class ProvidesDependsOptions {
    @Option(
            names = {"--artifact-name-depends", "-N"},
            paramLabel = "NAME",
            description = "The device must run one of these artifacts. May be given several times.")
    List<String> dependsNames = List.of();

    @Option(
            names = {"--depends-groups", "-G"},
            paramLabel = "GROUP",
            description = "The device must be in one of these artifact groups. May be given several times.")
    List<String> dependsGroups = List.of();

    @Option(
            names = {"--provides-group", "-g"},
            paramLabel = "GROUP",
            description = "The artifact group that the device is in afterwards.")
    Optional<String> providesGroup = Optional.empty();

    @Option(
            names = {"--depends", "-d"},
            paramLabel = "KEY:VALUE",
            converter = KeyValue.Converter.class,
            description = "The device must provide KEY with this VALUE. May be given several times.")
    List<KeyValue> depends = List.of();

    @Option(
            names = {"--provides", "-p"},
            paramLabel = "KEY:VALUE",
            converter = KeyValue.Converter.class,
            description = "The device provides KEY with this VALUE afterwards. May be given several times.")
    List<KeyValue> provides = List.of();

    @Option(
            names = "--clears-provides",
            paramLabel = "PATTERN",
            description = "The device forgets provides that match; * is any text. May be given several times.")
    List<String> clearsProvides = List.of();

    public List<String> dependsNames() {
        return dependsNames;
    }

    public List<String> dependsGroups() {
        return dependsGroups;
    }

    public Optional<String> providesGroup() {
        return EmptyOptionFilter.text(providesGroup);
    }

    public Map<String, String> depends() {
        return KeyValue.toMap(depends);
    }

    public Map<String, String> provides() {
        return KeyValue.toMap(provides);
    }

    public List<String> clearsProvides() {
        return clearsProvides;
    }

    /** Whether one was given. */
    public boolean any() {
        return providesGroup().isPresent()
                || Stream.of(dependsNames, dependsGroups, depends, provides, clearsProvides)
                        .anyMatch(given -> !given.isEmpty());
    }

    /** Says all of it about a new artifact. */
    public void addTo(ArtifactWriter writer) {
        writer.dependsName(dependsNames.toArray(String[]::new)).dependsGroup(dependsGroups.toArray(String[]::new));
        providesGroup().ifPresent(writer::group);
        depends().forEach(writer::depends);
        provides().forEach(writer::provides);
        clearsProvides.forEach(writer::clearsProvides);
    }
}
