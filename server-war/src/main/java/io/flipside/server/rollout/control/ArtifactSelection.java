// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.artifact.model.Compatibility;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import io.flipside.server.rollout.entity.ReportedProvides;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Selects the artifact that a device gets from a deployment, or gives the reason why none. The only such function: the
 * device API acts on its result, the management API shows it.
 */
public final class ArtifactSelection {
    private ArtifactSelection() {}

    /** Selects for one device deployment, given the artifacts of its release, newest first. */
    public static SelectionResult decide(
            DeviceDeployment deviceDeployment,
            Deployment deployment,
            List<StoredArtifact> release,
            ReportedProvides device) {
        String wanted = deployment.artifactName();
        boolean hasIt = device.artifactName().equals(Optional.of(wanted));
        boolean untouched = deviceDeployment.status() == DeviceDeploymentStatus.PENDING;
        if (hasIt && untouched && !deployment.forceInstallation()) {
            return new SelectionResult.AlreadyInstalled("the device has '" + wanted + "' already");
        }
        if (deviceDeployment.offeredFor(device.digest())) {
            return hasIt
                    ? new SelectionResult.Arrived("the device now says that it runs '" + wanted + "'")
                    : new SelectionResult.Changed("what the device provides changed in the middle of the update;"
                            + " it now runs '" + device.artifactName().orElse("?") + "'");
        }
        List<String> obstacles = new ArrayList<>();
        return choose(release, device, obstacles)
                .<SelectionResult>map(artifact -> new SelectionResult.Offer(
                        artifact,
                        "artifact '" + artifact.name() + "' (" + artifact.id() + ") is compatible with the device"))
                .orElseGet(() -> new SelectionResult.NoArtifact(
                        obstacles.isEmpty()
                                ? "there is no artifact of release '" + wanted + "'"
                                : String.join("; ", obstacles)));
    }

    /** Of all that are compatible, the one that asks for most is the most specific; of these, the newest. */
    private static Optional<StoredArtifact> choose(
            List<StoredArtifact> release, ReportedProvides device, List<String> obstacles) {
        return release.stream()
                .filter(artifact -> {
                    Optional<String> obstacle = Compatibility.of(
                                    artifact.metadata().artifactDepends(), device.values())
                            .obstacle();
                    obstacle.ifPresent(text -> obstacles.add("artifact " + artifact.id() + " " + text));
                    return obstacle.isEmpty();
                })
                .min(Comparator.comparingInt(
                        artifact -> -artifact.metadata().artifactDepends().size()));
    }
}
