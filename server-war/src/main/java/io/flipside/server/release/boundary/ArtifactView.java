// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.boundary;

import io.flipside.server.release.entity.ArtifactDocument;
import io.flipside.server.release.entity.StoredArtifact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An artifact as Mender shows it. */
public record ArtifactView(
        String id,
        String name,
        String description,
        List<String> deviceTypesCompatible,
        Format info,
        boolean signed,
        List<ArtifactDocument.Update> updates,
        Map<String, String> artifactProvides,
        Map<String, List<String>> artifactDepends,
        @Nullable List<String> clearsArtifactProvides,
        String checksum,
        long size,
        Instant modified) {

    static ArtifactView of(StoredArtifact artifact) {
        ArtifactDocument document = artifact.document();
        return new ArtifactView(
                artifact.id(),
                artifact.name(),
                artifact.description(),
                document.deviceTypesCompatible(),
                new Format("mender", document.version()),
                document.signed(),
                document.updates(),
                document.artifactProvides(),
                document.artifactDepends(),
                document.clearsArtifactProvides(),
                artifact.digest(),
                artifact.size(),
                artifact.modified());
    }

    /** The format of the file. */
    public record Format(String format, int version) {}
}
