// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console.boundary;

import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.control.ArtifactDispatch.Answer;
import io.flipside.server.rollout.entity.DeviceDeployment;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Holds the artifact that a device gets now, and the reason, as JSON for the web console. */
public record SelectionExplanation(
        @Schema(enumeration = {"offer", "already-installed", "no-artifact", "conflict", "nothing"}) String verdict,
        String reason,
        Optional<String> deploymentId,
        Optional<String> artifactId,
        Optional<String> artifactName) {

    static SelectionExplanation nothing(String reason) {
        return new SelectionExplanation("nothing", reason, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static SelectionExplanation of(Answer answer) {
        Optional<StoredArtifact> artifact = answer.result().artifact();
        return new SelectionExplanation(
                answer.result().word(),
                answer.result().reason(),
                answer.deviceDeployment().map(DeviceDeployment::deploymentId),
                artifact.map(StoredArtifact::id),
                artifact.map(StoredArtifact::name));
    }
}
