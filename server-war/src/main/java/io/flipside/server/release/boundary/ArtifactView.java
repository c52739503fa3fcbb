// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.boundary;

import io.flipside.server.release.entity.ArtifactMetadata;
import io.flipside.server.release.entity.StoredArtifact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds an artifact in Mender's JSON format for the management API. */
public record ArtifactView(
        String id,
        String name,
        String description,
        List<String> deviceTypesCompatible,
        Format info,
        boolean signed,
        List<ArtifactMetadata.Update> updates,
        Map<String, String> artifactProvides,
        Map<String, List<String>> artifactDepends,
        @Nullable List<String> clearsArtifactProvides,
        String checksum,
        long size,
        Instant modified) {

    static ArtifactView of(StoredArtifact artifact) {
        ArtifactMetadata metadata = artifact.metadata();
        return new ArtifactView(
                artifact.id(),
                artifact.name(),
                artifact.description(),
                metadata.deviceTypesCompatible(),
                new Format("mender", metadata.version()),
                metadata.signed(),
                metadata.updates(),
                metadata.artifactProvides(),
                metadata.artifactDepends(),
                metadata.clearsArtifactProvides(),
                artifact.digest(),
                artifact.size(),
                artifact.modified());
    }

    /** Names the format of the artifact file and its version. */
    public record Format(String format, int version) {}
}
