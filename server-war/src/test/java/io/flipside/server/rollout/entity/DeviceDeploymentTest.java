// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceDeploymentTest {
    private static final DownloadProgress NOTHING_KNOWN = new DownloadProgress();

    private final DeviceDeployment deviceDeployment =
            new DeviceDeployment(new Deployment("d", "release-1", false, "", 1), "device");

    @Test
    void aReportMayGoBackwards() {
        deviceDeployment.report(DeviceDeploymentStatus.REBOOTING, null, NOTHING_KNOWN);
        deviceDeployment.report(
                DeviceDeploymentStatus.INSTALLING, "Executing script: ArtifactCommit_Enter", NOTHING_KNOWN);
        assertThat(deviceDeployment.status()).isEqualTo(DeviceDeploymentStatus.INSTALLING);
        assertThat(deviceDeployment.substate()).contains("Executing script: ArtifactCommit_Enter");
    }

    @Test
    void anEndedDeviceDeploymentDoesNotBeginAgain() {
        deviceDeployment.report(DeviceDeploymentStatus.FAILURE, null, NOTHING_KNOWN);
        deviceDeployment.report(DeviceDeploymentStatus.INSTALLING, null, NOTHING_KNOWN);
        assertThat(deviceDeployment.status()).isEqualTo(DeviceDeploymentStatus.FAILURE);
        assertThat(deviceDeployment.isActive()).isFalse();
    }

    @Test
    void aReportWithoutASubstateLeavesTheLastOne() {
        deviceDeployment.report(DeviceDeploymentStatus.INSTALLING, "a script", NOTHING_KNOWN);
        deviceDeployment.report(DeviceDeploymentStatus.REBOOTING, null, NOTHING_KNOWN);
        assertThat(deviceDeployment.substate()).contains("a script");
    }

    @Test
    void wordsForTheNumbersOfADownloadGoWithThem() {
        deviceDeployment.report(DeviceDeploymentStatus.DOWNLOADING, "41 %", new DownloadProgress(50L, 120L, 7L));
        deviceDeployment.report(DeviceDeploymentStatus.INSTALLING, null, NOTHING_KNOWN);
        assertThat(deviceDeployment.substate()).isEmpty();
    }

    @Test
    void theSameReportOnceMoreChangesNothing() {
        deviceDeployment.report(DeviceDeploymentStatus.DOWNLOADING, "1 %", NOTHING_KNOWN);
        var updated = deviceDeployment.updated();
        deviceDeployment.report(DeviceDeploymentStatus.DOWNLOADING, "1 %", NOTHING_KNOWN);
        assertThat(deviceDeployment.updated()).isEqualTo(updated);
    }

    @Test
    void offeringTheSameAgainChangesNothing() {
        deviceDeployment.offered("artifact", "digest");
        var updated = deviceDeployment.updated();
        deviceDeployment.offered("artifact", "digest");
        assertThat(deviceDeployment.updated()).isEqualTo(updated);
        assertThat(deviceDeployment.offeredFor("digest")).isFalse();
        assertThat(deviceDeployment.offeredFor("another")).isTrue();
    }

    @Test
    void anEndlessSubstateIsShortened() {
        deviceDeployment.report(DeviceDeploymentStatus.DOWNLOADING, "x".repeat(10_000), NOTHING_KNOWN);
        assertThat(deviceDeployment.substate().orElseThrow()).hasSize(500);
    }

    @Test
    void percentsComeFromNumbersAlone() {
        deviceDeployment.report(DeviceDeploymentStatus.DOWNLOADING, "half", new DownloadProgress(50L, 120L, 7L));
        assertThat(deviceDeployment.progress().percent()).contains(41);
        deviceDeployment.report(DeviceDeploymentStatus.DOWNLOADING, "42 % of 128.0 MiB", NOTHING_KNOWN);
        assertThat(deviceDeployment.progress().percent()).isEmpty();
    }

    @Test
    void impossibleNumbersAreUnknown() {
        assertThat(new DownloadProgress(-1L, 0L, -5L).percent()).isEmpty();
        assertThat(new DownloadProgress(Long.MAX_VALUE, 1L, null).percent()).contains(100);
    }
}
