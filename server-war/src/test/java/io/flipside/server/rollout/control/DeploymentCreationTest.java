// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.fleet.control.DeviceRepository;
import io.flipside.server.outbox.DomainEvent;
import io.flipside.server.outbox.Outbox;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.release.entity.ArtifactMetadata;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.entity.Deployment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentCreationTest {
    private final List<String> events = new ArrayList<>();
    private final List<StoredArtifact> release = List.of(new StoredArtifact(
            "artifact",
            "release",
            "",
            new ArtifactMetadata(3, false, List.of("t"), Map.of(), Map.of(), null, List.of()),
            new StoredArtifact.Content("0".repeat(64), 1)));

    private DeploymentCreation creation() {
        DeploymentCreation creation = new DeploymentCreation();
        creation.artifacts = new ArtifactRepository() {
            @Override
            public List<StoredArtifact> named(String name) {
                return release;
            }

            @Override
            public List<StoredArtifact> lock(String name) {
                events.add("artifacts locked");
                return release;
            }
        };
        creation.devices = new DeviceRepository() {
            @Override
            public List<String> acceptedIds() {
                return List.of("device");
            }

            @Override
            public int lockAccepted(Collection<String> ids) {
                events.add("devices locked");
                return ids.size();
            }
        };
        creation.deployments = new DeploymentRepository() {
            @Override
            void add(Deployment deployment) {
                events.add("deployment");
            }
        };
        creation.deviceDeployments = new DeviceDeploymentRepository() {
            @Override
            void create(Deployment deployment, Collection<String> devices) {
                events.add("device deployments");
            }
        };
        creation.outbox = new Outbox() {
            @Override
            public void record(DomainEvent event) {
                events.add("event");
            }
        };
        return creation;
    }

    /** Device deployments may be many, and take seconds. */
    @Test
    void devicesAndArtifactsAreLockedWhenOnlyTheCommitIsLeft() {
        creation().create(new DeploymentCreation.Order("name", "release", Optional.empty(), false));
        assertThat(events)
                .containsSubsequence("deployment", "device deployments", "devices locked", "artifacts locked")
                .containsOnlyOnce("artifacts locked");
    }
}
