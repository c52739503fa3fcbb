// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.entity;

import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.server.http.JsonCodec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the metadata of an artifact, as the database stores and the API shows it. The shape is Mender's.
 *
 * @param version of the format
 * @param signed whether it has a signature; the server does not verify it, devices do
 * @param deviceTypesCompatible the device types that it is compatible with
 * @param artifactProvides what a device provides once it is installed
 * @param artifactDepends what a device must provide: any of the values, for every key
 * @param clearsArtifactProvides patterns of what it erases
 * @param updates its payloads
 */
public record ArtifactMetadata(
        int version,
        boolean signed,
        List<String> deviceTypesCompatible,
        Map<String, String> artifactProvides,
        Map<String, List<String>> artifactDepends,
        @Nullable List<String> clearsArtifactProvides,
        List<Update> updates) {

    /** Holds one payload: its type, its files, its own metadata. */
    public record Update(
            TypeInfo typeInfo, List<FileInfo> files, Map<String, Object> metadata, List<Object> metaData) {}

    /** Holds the type of a payload; none for an artifact without payload. */
    public record TypeInfo(@Nullable String type) {}

    /** Holds name, SHA-256 and size of a payload file. */
    public record FileInfo(String name, String checksum, long size) {}

    /**
     * Tells whether a device can exist for which both artifacts are meant, as Mender decides it: they depend on the same keys,
     * and share a value of each. Artifacts of one name must not.
     */
    public boolean overlaps(ArtifactMetadata other) {
        return artifactDepends.keySet().equals(other.artifactDepends.keySet())
                && artifactDepends.entrySet().stream()
                        .allMatch(depend -> meet(
                                depend.getValue(), other.artifactDepends.getOrDefault(depend.getKey(), List.of())));
    }

    /** No values at all are equal, too. */
    private static boolean meet(List<String> some, List<String> others) {
        return some.equals(others) || !Collections.disjoint(some, others);
    }

    /** Returns the SHA-256 of all depends, device types included: artifacts of one name must differ in it. */
    public String dependsDigest() {
        Map<String, List<String>> sorted = new TreeMap<>();
        artifactDepends.forEach(
                (key, values) -> sorted.put(key, values.stream().sorted().toList()));
        return Sha256Calculator.of(JsonCodec.write(sorted)).hex();
    }
}
