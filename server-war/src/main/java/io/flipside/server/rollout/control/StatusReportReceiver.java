// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.outbox.Outbox;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import io.flipside.server.rollout.entity.DownloadProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.jspecify.annotations.Nullable;

/** Records what devices report about their deployments: status, download progress, and the log of a failure. */
@ApplicationScoped
public class StatusReportReceiver {
    @Inject
    Outbox outbox;

    @Inject
    DeviceDeploymentRepository deviceDeployments;

    @Inject
    DeploymentEnding ending;

    /**
     * Holds one report.
     *
     * @param status the status
     * @param substate a sentence for people
     * @param progress of the download, in numbers
     */
    public record Report(DeviceDeploymentStatus status, @Nullable String substate, DownloadProgress progress) {}

    /** Records a device's report. */
    @Transactional(TxType.MANDATORY)
    public void receive(String deployment, String device, Report report) {
        DeviceDeployment deviceDeployment = deviceDeployments.get(deployment, device);
        if (deviceDeployment.status().isEndedByServer()) {
            throw ErrorResponseException.conflict("this deployment was aborted");
        }
        if (report.status().active()) {
            record(deviceDeployment, report);
        } else {
            ending.end(deployment, () -> record(deviceDeployment, report));
        }
    }

    private void record(DeviceDeployment deviceDeployment, Report report) {
        if (deviceDeployment.started().isEmpty()) {
            ending.begin(deviceDeployment.deploymentId());
        }
        DeviceDeploymentStatus before = deviceDeployment.status();
        deviceDeployment.report(report.status(), report.substate(), report.progress());
        if (!deviceDeployment.isActive() && deviceDeployment.status() != before) {
            outbox.record(DeviceDeploymentEnded.of(deviceDeployment));
        }
    }

    /** Keeps a device's log of a failed update; a later one replaces it. */
    @Transactional(TxType.MANDATORY)
    public void keepLog(String deployment, String device, String text) {
        deviceDeployments.keepLog(deviceDeployments.get(deployment, device), text);
    }
}
