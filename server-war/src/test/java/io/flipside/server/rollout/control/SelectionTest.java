// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.release.entity.ArtifactMetadata;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.Job;
import io.flipside.server.rollout.entity.JobStatus;
import io.flipside.server.rollout.entity.Provides;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final String RELEASE = "release-2";

    private final Provides device =
            new Provides(Map.of("artifact_name", "release-1", "device_type", "board", "rootfs-image.checksum", "abc"));

    private static StoredArtifact artifact(String id, Map<String, List<String>> depends) {
        ArtifactMetadata document = new ArtifactMetadata(3, false, List.of(), Map.of(), depends, null, List.of());
        return new StoredArtifact(id, RELEASE, "", document, new StoredArtifact.Content("", 1));
    }

    private static Verdict decide(Provides device, boolean force, StoredArtifact... release) {
        Deployment deployment = new Deployment("d", RELEASE, force, "", 1);
        return Selection.decide(new Job(deployment, "device"), deployment, List.of(release), device);
    }

    @Test
    void whatFitsIsOffered() {
        StoredArtifact fits = artifact("a", Map.of("device_type", List.of("other", "board")));
        assertThat(decide(device, false, fits))
                .isInstanceOfSatisfying(Verdict.Offer.class, offer -> assertThat(offer.artifact())
                        .isSameAs(fits));
    }

    @Test
    void aWrongDeviceTypeIsNamed() {
        assertThat(decide(device, false, artifact("a", Map.of("device_type", List.of("other")))))
                .isInstanceOf(Verdict.NoArtifact.class)
                .extracting(Verdict::reason)
                .asString()
                .contains("device_type", "other", "board");
    }

    @Test
    void everyDependencyCounts() {
        StoredArtifact needs =
                artifact("a", Map.of("device_type", List.of("board"), "rootfs-image.checksum", List.of("def")));
        assertThat(decide(device, false, needs))
                .isInstanceOf(Verdict.NoArtifact.class)
                .extracting(Verdict::reason)
                .asString()
                .contains("rootfs-image.checksum", "def", "abc");
    }

    @Test
    void theMostSpecificArtifactWins() {
        StoredArtifact general = artifact("general", Map.of("device_type", List.of("board")));
        StoredArtifact special =
                artifact("special", Map.of("device_type", List.of("board"), "rootfs-image.checksum", List.of("abc")));
        assertThat(decide(device, false, general, special))
                .isInstanceOfSatisfying(Verdict.Offer.class, offer -> assertThat(offer.artifact())
                        .isSameAs(special));
    }

    @Test
    void whatIsThereAlreadyIsNotInstalledAgainUnlessForced() {
        Provides has = new Provides(Map.of("artifact_name", RELEASE, "device_type", "board"));
        StoredArtifact fits = artifact("a", Map.of("device_type", List.of("board")));
        assertThat(decide(has, false, fits)).isInstanceOf(Verdict.AlreadyInstalled.class);
        assertThat(decide(has, true, fits)).isInstanceOf(Verdict.Offer.class);
    }

    @Test
    void aLostFinalReportIsMadeUpForByWhatTheDeviceProvides() {
        Deployment deployment = new Deployment("d", RELEASE, false, "", 1);
        Job job = new Job(deployment, "device");
        job.offered("a", device.digest());
        job.report(JobStatus.INSTALLING, null);
        Provides after = new Provides(Map.of("artifact_name", RELEASE, "device_type", "board"));
        assertThat(Selection.decide(job, deployment, List.of(), after)).isInstanceOf(Verdict.Arrived.class);
    }

    @Test
    void aDeviceThatChangesInTheMiddleIsAConflict() {
        Deployment deployment = new Deployment("d", RELEASE, false, "", 1);
        Job job = new Job(deployment, "device");
        job.offered("a", device.digest());
        Provides after = new Provides(Map.of("artifact_name", "release-0", "device_type", "board"));
        assertThat(Selection.decide(job, deployment, List.of(), after)).isInstanceOf(Verdict.Changed.class);
    }

    @Test
    void aReleaseWithoutArtifactsIsSaidToBeEmpty() {
        assertThat(decide(device, false).reason()).contains("no artifact of release '" + RELEASE + "'");
    }
}
