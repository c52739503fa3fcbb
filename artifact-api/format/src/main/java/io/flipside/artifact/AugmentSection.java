// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.model.Artifact;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes an augment section: further payload files, and a second header whose values override those of the first. No
 * signature covers it, so that whoever holds a signed artifact can add it.
 *
 * @param type the payload's type from now on
 * @param provides added to the payload's provides
 * @param depends added to the payload's depends
 * @param clearsProvides patterns in place of the payload's; empty: those stay
 * @param metaData a JSON object whose members are added to the payload's meta-data
 * @param files payload files behind the others; their names differ from those
 */
public record AugmentSection(
        String type,
        Map<String, String> provides,
        Map<String, List<String>> depends,
        List<String> clearsProvides,
        Optional<String> metaData,
        List<Path> files) {
    public AugmentSection {
        provides = Map.copyOf(provides);
        depends = Map.copyOf(depends);
        clearsProvides = List.copyOf(clearsProvides);
        files = List.copyOf(files);
    }

    /** The header of the section: that of the artifact without scripts, and with another payload. */
    Artifact applyTo(Artifact original, List<Artifact.ListedFile> listed) {
        Optional<List<String>> clears = clearsProvides.isEmpty() ? Optional.empty() : Optional.of(clearsProvides);
        return new Artifact(
                original.formatVersion(),
                false,
                original.name(),
                original.group(),
                original.deviceTypes(),
                original.dependsName(),
                original.dependsGroup(),
                List.of(),
                new Artifact.Payload(Optional.of(type), provides, depends, clears, metaData, listed));
    }
}
