// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.release.entity.ArtifactMetadata;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import io.flipside.server.rollout.entity.DownloadProgress;
import io.flipside.server.rollout.entity.ReportedProvides;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArtifactSelectionTest {
    private static final String RELEASE = "release-2";

    private final ReportedProvides device = new ReportedProvides(
            Map.of("artifact_name", "release-1", "device_type", "board", "rootfs-image.checksum", "abc"));

    private static StoredArtifact artifact(String id, Map<String, List<String>> depends) {
        ArtifactMetadata document = new ArtifactMetadata(3, false, List.of(), Map.of(), depends, null, List.of());
        return new StoredArtifact(id, RELEASE, "", document, new StoredArtifact.Content("", 1));
    }

    private static SelectionResult decide(ReportedProvides device, boolean force, StoredArtifact... release) {
        Deployment deployment = new Deployment("d", RELEASE, force, "", 1);
        return ArtifactSelection.decide(
                new DeviceDeployment(deployment, "device"), deployment, List.of(release), device);
    }

    @Test
    void whatFitsIsOffered() {
        StoredArtifact fits = artifact("a", Map.of("device_type", List.of("other", "board")));
        assertThat(decide(device, false, fits))
                .isInstanceOfSatisfying(SelectionResult.Offer.class, offer -> assertThat(offer.offered())
                        .isSameAs(fits));
    }

    @Test
    void aWrongDeviceTypeIsNamed() {
        assertThat(decide(device, false, artifact("a", Map.of("device_type", List.of("other")))))
                .isInstanceOf(SelectionResult.NoArtifact.class)
                .extracting(SelectionResult::reason)
                .asString()
                .contains("device_type", "other", "board");
    }

    @Test
    void everyDependencyCounts() {
        StoredArtifact needs =
                artifact("a", Map.of("device_type", List.of("board"), "rootfs-image.checksum", List.of("def")));
        assertThat(decide(device, false, needs))
                .isInstanceOf(SelectionResult.NoArtifact.class)
                .extracting(SelectionResult::reason)
                .asString()
                .contains("rootfs-image.checksum", "def", "abc");
    }

    @Test
    void theMostSpecificArtifactWins() {
        StoredArtifact general = artifact("general", Map.of("device_type", List.of("board")));
        StoredArtifact special =
                artifact("special", Map.of("device_type", List.of("board"), "rootfs-image.checksum", List.of("abc")));
        assertThat(decide(device, false, general, special))
                .isInstanceOfSatisfying(SelectionResult.Offer.class, offer -> assertThat(offer.offered())
                        .isSameAs(special));
    }

    @Test
    void whatIsThereAlreadyIsNotInstalledAgainUnlessForced() {
        ReportedProvides has = new ReportedProvides(Map.of("artifact_name", RELEASE, "device_type", "board"));
        StoredArtifact fits = artifact("a", Map.of("device_type", List.of("board")));
        assertThat(decide(has, false, fits)).isInstanceOf(SelectionResult.AlreadyInstalled.class);
        assertThat(decide(has, true, fits)).isInstanceOf(SelectionResult.Offer.class);
    }

    @Test
    void aLostFinalReportIsMadeUpForByWhatTheDeviceProvides() {
        Deployment deployment = new Deployment("d", RELEASE, false, "", 1);
        DeviceDeployment deviceDeployment = new DeviceDeployment(deployment, "device");
        deviceDeployment.offered("a", device.digest());
        deviceDeployment.report(DeviceDeploymentStatus.INSTALLING, null, new DownloadProgress());
        ReportedProvides after = new ReportedProvides(Map.of("artifact_name", RELEASE, "device_type", "board"));
        assertThat(ArtifactSelection.decide(deviceDeployment, deployment, List.of(), after))
                .isInstanceOf(SelectionResult.Arrived.class);
    }

    @Test
    void aDeviceThatChangesInTheMiddleIsAConflict() {
        Deployment deployment = new Deployment("d", RELEASE, false, "", 1);
        DeviceDeployment deviceDeployment = new DeviceDeployment(deployment, "device");
        deviceDeployment.offered("a", device.digest());
        ReportedProvides after = new ReportedProvides(Map.of("artifact_name", "release-0", "device_type", "board"));
        assertThat(ArtifactSelection.decide(deviceDeployment, deployment, List.of(), after))
                .isInstanceOf(SelectionResult.Changed.class);
    }

    @Test
    void aReleaseWithoutArtifactsIsSaidToBeEmpty() {
        assertThat(decide(device, false).reason()).contains("no artifact of release '" + RELEASE + "'");
    }
}
