// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal.journal;

import io.flipside.artifact.Artifact;
import io.flipside.device.payload.Traits;
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
 * @param traits what the payload type can do
 * @param provides what the device provides once it is installed, name and group included
 * @param clears patterns of provides that it erases; empty: all
 */
public record Candidate(
        String artifactName,
        Optional<String> payloadType,
        Traits traits,
        SortedMap<String, String> provides,
        Optional<List<String>> clears) {

    /** Takes from an artifact what matters after its last byte. */
    public static Candidate of(Artifact artifact, Traits traits) {
        Artifact.Payload payload = artifact.payload();
        SortedMap<String, String> provides = new TreeMap<>(payload.provides());
        provides.put(Provides.ARTIFACT_NAME, artifact.name());
        artifact.group().ifPresent(group -> provides.put(Provides.ARTIFACT_GROUP, group));
        return new Candidate(artifact.name(), payload.type(), traits, provides, payload.clearsProvides());
    }

    /** What the device provides once this is permanent, its own name in front of all. */
    public SortedMap<String, String> installedOver(Map<String, String> before) {
        return Provides.merged(before, provides, clears);
    }
}
