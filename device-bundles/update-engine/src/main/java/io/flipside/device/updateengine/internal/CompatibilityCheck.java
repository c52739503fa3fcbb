// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.ArtifactException;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.updateengine.internal.journal.Provides;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whether an artifact is what was asked for and fits this device, before anything is written. */
final class CompatibilityCheck {
    private CompatibilityCheck() {}

    static void check(Artifact artifact, UpdateRequest request, Map<String, String> provides) throws ArtifactException {
        Optional<String> asked = request.artifactName();
        if (asked.isPresent() && !asked.get().equals(artifact.name())) {
            throw refused("it is named '" + artifact.name() + "', but '" + asked.get() + "' was asked for");
        }
        require(provides, Provides.DEVICE_TYPE, artifact.deviceTypes(), "made for device type ");
        if (!artifact.dependsName().isEmpty()) {
            require(provides, Provides.ARTIFACT_NAME, artifact.dependsName(), "it installs over artifact ");
        }
        if (!artifact.dependsGroup().isEmpty()) {
            require(provides, Provides.ARTIFACT_GROUP, artifact.dependsGroup(), "it installs over artifact group ");
        }
        for (Map.Entry<String, List<String>> depends :
                artifact.payload().depends().entrySet()) {
            require(provides, depends.getKey(), depends.getValue(), "it depends on " + depends.getKey() + " ");
        }
    }

    private static void require(Map<String, String> provides, String key, List<String> accepted, String what)
            throws ArtifactException {
        String actual = provides.get(key);
        if (actual == null || !accepted.contains(actual)) {
            throw refused(what + String.join(" or ", accepted) + ", but this device has "
                    + (actual == null ? "none" : actual));
        }
    }

    private static ArtifactException refused(String why) {
        return new ArtifactException("artifact refused: " + why + "; nothing was written");
    }
}
