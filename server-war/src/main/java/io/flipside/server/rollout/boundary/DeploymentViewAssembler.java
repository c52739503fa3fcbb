// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.boundary;

import io.flipside.server.fleet.control.DeviceRepository;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.rollout.control.DeviceDeploymentRepository;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assembles the API views of many deployments with few queries. */
@ApplicationScoped
class DeploymentViewAssembler {
    @Inject
    DeviceDeploymentRepository deviceDeployments;

    @Inject
    ArtifactRepository artifacts;

    @Inject
    DeviceRepository devices;

    List<DeploymentView> of(List<Deployment> deployments) {
        Map<String, Map<DeviceDeploymentStatus, Long>> counts = deviceDeployments.counts(
                deployments.stream().map(Deployment::id).toList());
        Map<String, Map<String, Long>> releases = new HashMap<>();
        deployments.forEach(d -> releases.computeIfAbsent(d.artifactName(), artifacts::bytes));
        return deployments.stream()
                .map(d -> view(
                        d, counts.getOrDefault(d.id(), Map.of()), releases.getOrDefault(d.artifactName(), Map.of())))
                .toList();
    }

    private static DeploymentView view(
            Deployment deployment, Map<DeviceDeploymentStatus, Long> counts, Map<String, Long> release) {
        long size = release.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return DeploymentView.of(deployment, List.copyOf(release.keySet()), counts, size * deployment.deviceCount());
    }

    List<DeviceDeploymentView> devices(List<DeviceDeployment> page) {
        Map<String, Device> known =
                devices.byId(page.stream().map(DeviceDeployment::deviceId).toList());
        return page.stream()
                .map(one -> new DeviceDeploymentView(
                        one.deviceId(),
                        one.status().wire(),
                        one.created(),
                        one.started(),
                        one.finished(),
                        Optional.ofNullable(known.get(one.deviceId())).flatMap(Device::deviceType),
                        one.substate(),
                        one.reason(),
                        one.hasLog()))
                .toList();
    }
}
