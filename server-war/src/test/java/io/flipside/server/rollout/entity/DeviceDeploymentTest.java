// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceDeploymentTest {
    private final DeviceDeployment job = new DeviceDeployment(new Deployment("d", "release-1", false, "", 1), "device");

    @Test
    void aReportMayGoBackwards() {
        job.report(DeviceDeploymentStatus.REBOOTING, null);
        job.report(DeviceDeploymentStatus.INSTALLING, "Executing script: ArtifactCommit_Enter");
        assertThat(job.status()).isEqualTo(DeviceDeploymentStatus.INSTALLING);
        assertThat(job.substate()).contains("Executing script: ArtifactCommit_Enter");
    }

    @Test
    void anEndedJobDoesNotBeginAgain() {
        job.report(DeviceDeploymentStatus.FAILURE, null);
        job.report(DeviceDeploymentStatus.INSTALLING, null);
        assertThat(job.status()).isEqualTo(DeviceDeploymentStatus.FAILURE);
        assertThat(job.isActive()).isFalse();
    }

    @Test
    void theSameReportOnceMoreChangesNothing() {
        job.report(DeviceDeploymentStatus.DOWNLOADING, "1 %");
        var updated = job.updated();
        job.report(DeviceDeploymentStatus.DOWNLOADING, "1 %");
        assertThat(job.updated()).isEqualTo(updated);
    }

    @Test
    void offeringTheSameAgainChangesNothing() {
        job.offered("artifact", "digest");
        var updated = job.updated();
        job.offered("artifact", "digest");
        assertThat(job.updated()).isEqualTo(updated);
        assertThat(job.offeredFor("digest")).isFalse();
        assertThat(job.offeredFor("another")).isTrue();
    }

    @Test
    void anEndlessSubstateIsShortened() {
        job.report(DeviceDeploymentStatus.DOWNLOADING, "x".repeat(10_000));
        assertThat(job.substate().orElseThrow()).hasSize(500);
    }
}
