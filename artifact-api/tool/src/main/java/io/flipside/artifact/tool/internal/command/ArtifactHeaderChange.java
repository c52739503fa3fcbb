// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.StateScript;
import io.flipside.artifact.tool.internal.option.ProvidesDependsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes the new header of an artifact for {@code modify}. Each option that is given replaces the old value, as in
 * mender-artifact.
 */
record ArtifactHeaderChange(
        Optional<String> name,
        ProvidesDependsOptions dependencies,
        List<String> deletedClears,
        Optional<String> metaData,
        List<StateScript> addedScripts)
        implements UnaryOperator<Artifact> {
    /** Whether it is about more than the name, which the image knows, too. */
    boolean touchesHeader() {
        return dependencies.any() || !deletedClears.isEmpty() || metaData.isPresent() || !addedScripts.isEmpty();
    }

    @Override
    public Artifact apply(Artifact old) {
        return new Artifact(
                old.formatVersion(),
                old.signed(),
                name.orElse(old.name()),
                dependencies.providesGroup().or(old::group),
                old.deviceTypes(),
                given(dependencies.dependsNames()).orElse(old.dependsName()),
                given(dependencies.dependsGroups()).orElse(old.dependsGroup()),
                Stream.concat(old.scripts().stream(), addedScripts.stream()).toList(),
                payload(old.payload()));
    }

    private Artifact.Payload payload(Artifact.Payload old) {
        return new Artifact.Payload(
                old.type(),
                provides(old.provides()),
                dependencies.depends().isEmpty() ? old.depends() : depends(),
                clears(old.clearsProvides()),
                metaData.or(old::metaData),
                old.files());
    }

    /** The checksum of an image is a fact, not a setting: it stays. */
    private Map<String, String> provides(Map<String, String> old) {
        if (dependencies.provides().isEmpty()) {
            return old;
        }
        var provides = new TreeMap<>(dependencies.provides());
        ExtractedArtifact.CHECKSUMS.stream().filter(old::containsKey).forEach(key -> provides.put(key, old.get(key)));
        return provides;
    }

    private Map<String, List<String>> depends() {
        return dependencies.depends().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }

    private Optional<List<String>> clears(Optional<List<String>> old) {
        if (deletedClears.isEmpty() && dependencies.clearsProvides().isEmpty()) {
            return old;
        }
        var patterns = new ArrayList<>(old.orElse(List.of()));
        patterns.removeAll(deletedClears);
        dependencies.clearsProvides().stream()
                .filter(pattern -> !patterns.contains(pattern))
                .forEach(patterns::add);
        return patterns.isEmpty() ? Optional.empty() : Optional.of(patterns);
    }

    private static Optional<List<String>> given(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }
}
