// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import io.flipside.artifact.model.Artifact;
import io.flipside.device.payload.PayloadCapabilities;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has to be remembered of the artifact that is being installed.
 *
 * @param artifactName its name
 * @param payloadType its payload's type; empty if it has no payload
 * @param capabilities what the payload type can do
 * @param provides what the device provides once it is installed, name and group included
 * @param clears patterns of provides that it erases; empty: all
 */
public record PendingArtifact(
        String artifactName,
        Optional<String> payloadType,
        PayloadCapabilities capabilities,
        SortedMap<String, String> provides,
        Optional<List<String>> clears) {

    /** Takes from an artifact what matters after its last byte. */
    public static PendingArtifact of(Artifact artifact, PayloadCapabilities capabilities) {
        Artifact.Payload payload = artifact.payload();
        SortedMap<String, String> provides = new TreeMap<>(payload.provides());
        provides.put(Provides.ARTIFACT_NAME, artifact.name());
        artifact.group().ifPresent(group -> provides.put(Provides.ARTIFACT_GROUP, group));
        return new PendingArtifact(artifact.name(), payload.type(), capabilities, provides, payload.clearsProvides());
    }

    /** What the device provides once this is permanent, its own name in front of all. */
    public SortedMap<String, String> installedOver(Map<String, String> before) {
        return Provides.merged(before, provides, clears);
    }
}
