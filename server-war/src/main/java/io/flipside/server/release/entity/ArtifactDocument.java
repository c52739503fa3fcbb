// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.entity;

import io.flipside.server.http.Hashes;
import io.flipside.server.http.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an artifact says of itself, kept as it is shown: the shape is Mender's.
 *
 * @param version of the format
 * @param signed whether it bears a signature; the server does not verify it, devices do
 * @param deviceTypesCompatible the device types that it fits
 * @param artifactProvides what a device provides once it is installed
 * @param artifactDepends what a device must provide: any of the values, for every key
 * @param clearsArtifactProvides patterns of what it erases
 * @param updates its payloads
 */
public record ArtifactDocument(
        int version,
        boolean signed,
        List<String> deviceTypesCompatible,
        Map<String, String> artifactProvides,
        Map<String, List<String>> artifactDepends,
        @Nullable List<String> clearsArtifactProvides,
        List<Update> updates) {

    /** A payload. */
    public record Update(
            TypeInfo typeInfo, List<FileInfo> files, Map<String, Object> metadata, List<Object> metaData) {}

    /** The payload's type; none for an artifact without payload. */
    public record TypeInfo(@Nullable String type) {}

    /** A payload file. */
    public record FileInfo(String name, String checksum, long size) {}

    /** Artifacts of one name must differ in what they depend on, device types included. */
    public String dependsDigest() {
        Map<String, List<String>> sorted = new TreeMap<>();
        artifactDepends.forEach(
                (key, values) -> sorted.put(key, values.stream().sorted().toList()));
        return Hashes.hex(Json.write(sorted));
    }
}
