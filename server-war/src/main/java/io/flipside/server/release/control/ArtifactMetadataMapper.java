// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.artifact.model.Artifact;
import io.flipside.server.http.JsonCodec;
import io.flipside.server.release.entity.ArtifactMetadata;
import io.flipside.server.release.entity.ArtifactMetadata.FileInfo;
import io.flipside.server.release.entity.ArtifactMetadata.TypeInfo;
import io.flipside.server.release.entity.ArtifactMetadata.Update;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Maps a parsed artifact's header and payload to the {@link ArtifactMetadata} that the API shows. */
final class ArtifactMetadataMapper {
    private ArtifactMetadataMapper() {}

    static ArtifactMetadata of(Artifact artifact, List<FileInfo> files) {
        Artifact.Payload payload = artifact.payload();
        Map<String, String> provides = new TreeMap<>(payload.provides());
        provides.put("artifact_name", artifact.name());
        artifact.group().ifPresent(group -> provides.put("artifact_group", group));
        Map<String, List<String>> depends = new TreeMap<>(payload.depends());
        depends.put("device_type", artifact.deviceTypes());
        if (!artifact.dependsName().isEmpty()) {
            depends.put("artifact_name", artifact.dependsName());
        }
        if (!artifact.dependsGroup().isEmpty()) {
            depends.put("artifact_group", artifact.dependsGroup());
        }
        Update update = new Update(new TypeInfo(payload.type().orElse(null)), files, metadata(payload), List.of());
        return new ArtifactMetadata(
                artifact.formatVersion(),
                artifact.signed(),
                artifact.deviceTypes(),
                provides,
                depends,
                payload.clearsProvides().orElse(null),
                List.of(update));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> metadata(Artifact.Payload payload) {
        return payload.metaData()
                .map(text -> (Map<String, Object>) JsonCodec.read(text, Map.class))
                .orElse(Map.of());
    }
}
