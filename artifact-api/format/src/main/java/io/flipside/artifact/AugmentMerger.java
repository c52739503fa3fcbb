// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonValue;
import io.flipside.artifact.model.Artifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges the files, provides, depends and meta-data of an augment section into the {@link Artifact} that it augments.
 */
final class AugmentMerger {
    private AugmentMerger() {}

    /**
     * Merges an augment section, whose manifest lists further files, into the artifact that it augments.
     *
     * @param header the augment section's header
     * @param added the files that its manifest lists
     */
    static Artifact merge(Artifact original, HeaderArchive header, List<Artifact.ListedFile> added) throws IOException {
        List<Artifact.ListedFile> files = new ArrayList<>(original.payload().files());
        for (Artifact.ListedFile file : added) {
            if (files.stream().anyMatch(known -> known.name().equals(file.name()))) {
                throw new MalformedException("both manifests list '" + file.name() + "'");
            }
        }
        files.addAll(added);
        if (files.size() > ArtifactLimits.FILES) {
            throw new MalformedException("more than " + ArtifactLimits.FILES + " payload files");
        }
        Artifact augment = HeaderArchiveParser.version3(false, header, files);
        return new Artifact(
                original.formatVersion(),
                original.signed(),
                original.name(),
                original.group(),
                original.deviceTypes(),
                original.dependsName(),
                original.dependsGroup(),
                original.scripts(),
                merged(original.payload(), augment.payload()));
    }

    private static Artifact.Payload merged(Artifact.Payload original, Artifact.Payload augment) throws IOException {
        Map<String, String> provides = new LinkedHashMap<>(original.provides());
        provides.putAll(augment.provides());
        Map<String, List<String>> depends = new LinkedHashMap<>(original.depends());
        depends.putAll(augment.depends());
        return new Artifact.Payload(
                augment.type(),
                provides,
                depends,
                augment.clearsProvides().or(original::clearsProvides),
                mergedMetaData(original.metaData(), augment.metaData()),
                augment.files());
    }

    private static Optional<String> mergedMetaData(Optional<String> original, Optional<String> augment)
            throws IOException {
        if (original.isEmpty() || augment.isEmpty()) {
            return augment.or(() -> original);
        }
        Map<String, JsonValue> members =
                new LinkedHashMap<>(Json.parse(original.get()).asObject().members());
        members.putAll(Json.parse(augment.get()).asObject().members());
        return Optional.of(Json.text(new JsonObject(members)));
    }
}
