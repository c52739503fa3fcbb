// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.boundary;

import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.control.Dispatch.Answer;
import io.flipside.server.rollout.control.Verdict;
import io.flipside.server.rollout.entity.Job;
import java.util.Optional;

/** A verdict for people. */
public record Explanation(
        String verdict,
        String reason,
        Optional<String> deploymentId,
        Optional<String> artifactId,
        Optional<String> artifactName) {

    static Explanation nothing(String reason) {
        return new Explanation("nothing", reason, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Explanation of(Answer answer) {
        Optional<StoredArtifact> artifact =
                answer.verdict() instanceof Verdict.Offer offer ? Optional.of(offer.artifact()) : Optional.empty();
        return new Explanation(
                word(answer.verdict()),
                answer.verdict().reason(),
                answer.job().map(Job::deploymentId),
                artifact.map(StoredArtifact::id),
                artifact.map(StoredArtifact::name));
    }

    private static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Offer) {
            return "offer";
        }
        if (verdict instanceof Verdict.AlreadyInstalled || verdict instanceof Verdict.Arrived) {
            return "already-installed";
        }
        if (verdict instanceof Verdict.NoArtifact) {
            return "no-artifact";
        }
        return verdict instanceof Verdict.Changed ? "conflict" : "nothing";
    }
}
