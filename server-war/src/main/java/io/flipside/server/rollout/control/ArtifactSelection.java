// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.release.entity.ArtifactMetadata;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import io.flipside.server.rollout.entity.ReportedProvides;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one reason function: what a device gets from a job, and why. Pure; the device API acts on its verdict, the
 * management API shows it.
 */
public final class ArtifactSelection {
    private ArtifactSelection() {}

    /** Decides about one job, given the artifacts of its release, newest first. */
    public static SelectionResult decide(
            DeviceDeployment job, Deployment deployment, List<StoredArtifact> release, ReportedProvides device) {
        String wanted = deployment.artifactName();
        boolean hasIt = device.artifactName().equals(Optional.of(wanted));
        boolean untouched = job.status() == DeviceDeploymentStatus.PENDING;
        if (hasIt && untouched && !deployment.forceInstallation()) {
            return new SelectionResult.AlreadyInstalled("the device has '" + wanted + "' already");
        }
        if (job.offeredFor(device.digest())) {
            return hasIt
                    ? new SelectionResult.Arrived("the device now says that it runs '" + wanted + "'")
                    : new SelectionResult.Changed("what the device provides changed in the middle of the update;"
                            + " it now runs '" + device.artifactName().orElse("?") + "'");
        }
        List<String> obstacles = new ArrayList<>();
        return choose(release, device, obstacles)
                .<SelectionResult>map(artifact -> new SelectionResult.Offer(
                        artifact, "artifact '" + artifact.name() + "' (" + artifact.id() + ") fits the device"))
                .orElseGet(() -> new SelectionResult.NoArtifact(
                        obstacles.isEmpty()
                                ? "there is no artifact of release '" + wanted + "'"
                                : String.join("; ", obstacles)));
    }

    /** Of all that fit, the one that asks for most is the most specific; of these, the newest. */
    private static Optional<StoredArtifact> choose(
            List<StoredArtifact> release, ReportedProvides device, List<String> obstacles) {
        return release.stream()
                .filter(artifact -> {
                    Optional<String> obstacle = obstacle(artifact.metadata(), device);
                    obstacle.ifPresent(text -> obstacles.add("artifact " + artifact.id() + " " + text));
                    return obstacle.isEmpty();
                })
                .min(Comparator.comparingInt(
                        artifact -> -artifact.metadata().artifactDepends().size()));
    }

    /** The first thing that the artifact depends on and the device has not. */
    static Optional<String> obstacle(ArtifactMetadata artifact, ReportedProvides device) {
        for (Map.Entry<String, List<String>> need : artifact.artifactDepends().entrySet()) {
            String has = device.values().get(need.getKey());
            if (has == null || !need.getValue().contains(has)) {
                return Optional.of("needs " + need.getKey() + " to be " + String.join(" or ", need.getValue())
                        + ", but the device has " + (has == null ? "none" : has));
            }
        }
        return Optional.empty();
    }
}
