// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.ArtifactException;
import io.flipside.artifact.model.Compatibility;
import io.flipside.device.update.UpdateRequest;
import java.util.Map;
import java.util.Optional;

/** Refuses an artifact that was not requested or is not compatible with this device, before anything is written. */
final class CompatibilityCheck {
    private CompatibilityCheck() {}

    static void check(Artifact artifact, UpdateRequest request, Map<String, String> provides) throws ArtifactException {
        Optional<String> asked = request.artifactName();
        if (asked.isPresent() && !asked.get().equals(artifact.name())) {
            throw refused("is named '" + artifact.name() + "', but '" + asked.get() + "' was asked for");
        }
        Optional<String> obstacle = Compatibility.of(artifact, provides).obstacle();
        if (obstacle.isPresent()) {
            throw refused(obstacle.get());
        }
    }

    private static ArtifactException refused(String why) {
        return new ArtifactException("artifact refused: it " + why + "; nothing was written");
    }
}
