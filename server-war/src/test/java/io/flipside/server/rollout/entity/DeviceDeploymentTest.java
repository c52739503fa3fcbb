// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceDeploymentTest {
    private static final DownloadProgress NOTHING_KNOWN = new DownloadProgress();

    private final DeviceDeployment job = new DeviceDeployment(new Deployment("d", "release-1", false, "", 1), "device");

    @Test
    void aReportMayGoBackwards() {
        job.report(DeviceDeploymentStatus.REBOOTING, null, NOTHING_KNOWN);
        job.report(DeviceDeploymentStatus.INSTALLING, "Executing script: ArtifactCommit_Enter", NOTHING_KNOWN);
        assertThat(job.status()).isEqualTo(DeviceDeploymentStatus.INSTALLING);
        assertThat(job.substate()).contains("Executing script: ArtifactCommit_Enter");
    }

    @Test
    void anEndedJobDoesNotBeginAgain() {
        job.report(DeviceDeploymentStatus.FAILURE, null, NOTHING_KNOWN);
        job.report(DeviceDeploymentStatus.INSTALLING, null, NOTHING_KNOWN);
        assertThat(job.status()).isEqualTo(DeviceDeploymentStatus.FAILURE);
        assertThat(job.isActive()).isFalse();
    }

    @Test
    void theSameReportOnceMoreChangesNothing() {
        job.report(DeviceDeploymentStatus.DOWNLOADING, "1 %", NOTHING_KNOWN);
        var updated = job.updated();
        job.report(DeviceDeploymentStatus.DOWNLOADING, "1 %", NOTHING_KNOWN);
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
        job.report(DeviceDeploymentStatus.DOWNLOADING, "x".repeat(10_000), NOTHING_KNOWN);
        assertThat(job.substate().orElseThrow()).hasSize(500);
    }

    @Test
    void percentsComeFromNumbersAlone() {
        job.report(DeviceDeploymentStatus.DOWNLOADING, "half", new DownloadProgress(50L, 120L, 7L));
        assertThat(job.progress().percent()).contains(41);
        job.report(DeviceDeploymentStatus.DOWNLOADING, "42 % of 128.0 MiB", NOTHING_KNOWN);
        assertThat(job.progress().percent()).isEmpty();
    }

    @Test
    void impossibleNumbersAreUnknown() {
        assertThat(new DownloadProgress(-1L, 0L, -5L).percent()).isEmpty();
        assertThat(new DownloadProgress(Long.MAX_VALUE, 1L, null).percent()).contains(100);
    }
}
