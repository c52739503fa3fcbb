// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.boundary;

import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Holds a deployment in Mender's JSON format. */
public record DeploymentView(
        String id,
        String name,
        String artifactName,
        Instant created,
        Optional<Instant> finished,
        @Schema(enumeration = {"pending", "inprogress", "finished"}) String status,
        int deviceCount,
        String type,
        List<String> artifacts,
        List<String> groups,
        boolean forceInstallation,
        Statistics statistics) {

    static DeploymentView of(
            Deployment deployment, List<String> artifacts, Map<DeviceDeploymentStatus, Long> counts, long totalSize) {
        return new DeploymentView(
                deployment.id(),
                deployment.name(),
                deployment.artifactName(),
                deployment.created(),
                deployment.finished(),
                deployment.status(),
                deployment.deviceCount(),
                "software",
                artifacts,
                List.of(),
                deployment.forceInstallation(),
                new Statistics(counters(counts), totalSize));
    }

    /** Mender's counters: all are there, decommissioned devices are not. */
    static Map<String, Long> counters(Map<DeviceDeploymentStatus, Long> counts) {
        Map<String, Long> all = new TreeMap<>();
        Arrays.stream(DeviceDeploymentStatus.values())
                .filter(status -> status != DeviceDeploymentStatus.DECOMMISSIONED)
                .forEach(status -> all.put(status.wire(), counts.getOrDefault(status, 0L)));
        return all;
    }

    /** Holds the number of devices by status, and the size of what they download. */
    public record Statistics(Map<String, Long> status, long totalSize) {}
}
