// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console.boundary;

import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.control.ArtifactDispatch.Answer;
import io.flipside.server.rollout.control.SelectionResult;
import io.flipside.server.rollout.entity.DeviceDeployment;
import java.util.Optional;

/** A verdict for people. */
public record SelectionExplanation(
        String verdict,
        String reason,
        Optional<String> deploymentId,
        Optional<String> artifactId,
        Optional<String> artifactName) {

    static SelectionExplanation nothing(String reason) {
        return new SelectionExplanation("nothing", reason, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static SelectionExplanation of(Answer answer) {
        Optional<StoredArtifact> artifact = answer.verdict() instanceof SelectionResult.Offer offer
                ? Optional.of(offer.artifact())
                : Optional.empty();
        return new SelectionExplanation(
                word(answer.verdict()),
                answer.verdict().reason(),
                answer.job().map(DeviceDeployment::deploymentId),
                artifact.map(StoredArtifact::id),
                artifact.map(StoredArtifact::name));
    }

    private static String word(SelectionResult verdict) {
        if (verdict instanceof SelectionResult.Offer) {
            return "offer";
        }
        if (verdict instanceof SelectionResult.AlreadyInstalled || verdict instanceof SelectionResult.Arrived) {
            return "already-installed";
        }
        if (verdict instanceof SelectionResult.NoArtifact) {
            return "no-artifact";
        }
        return verdict instanceof SelectionResult.Changed ? "conflict" : "nothing";
    }
}
