// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.fleet.control.DeviceDecommissioned;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.outbox.Outbox;
import io.flipside.server.release.control.BeforeArtifactDeletion;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;

/**
 * Ends a deployment when a user aborts it or its last device deployment has ended. Refuses the deletion of artifacts
 * that an unfinished deployment needs.
 */
@ApplicationScoped
public class DeploymentEnding {
    @Inject
    TransactionRunner transactions;

    @Inject
    Outbox outbox;

    @Inject
    DeploymentRepository deployments;

    @Inject
    DeviceDeploymentRepository deviceDeployments;

    /** Aborts a deployment for all devices that have not ended it; they learn it with their next report. */
    @Transactional(TxType.MANDATORY)
    public void abort(String id) {
        Deployment deployment = deployments.get(id);
        if (deployment.isFinished()) {
            throw ErrorResponseException.unprocessable("the deployment is finished already");
        }
        int withdrawn =
                deviceDeployments.endAll("deploymentId", id, DeviceDeploymentStatus.ABORTED, MicrosecondClock.now());
        deployment.finish(MicrosecondClock.now());
        outbox.record(new DeploymentAborted(id, withdrawn));
    }

    /**
     * Ends a deployment whose last device has ended, as a change that follows: then, of two devices that end at the same
     * time, at least the later one sees that nobody is left.
     */
    @Transactional(TxType.MANDATORY)
    void finishIfDone(String id) {
        if (deployments.finishIfDone(id)) {
            outbox.record(new DeploymentFinished(id, summary(id)));
        }
    }

    /** Lets {@link #finishIfDone} follow the change that is being made. */
    void finishIfDoneLater(String id) {
        transactions.afterCommit("the end of deployment " + id, () -> finishIfDone(id));
    }

    /** Ends what a device that leaves has not ended, or, if it left while the deployment was created, what it never began. */
    @Transactional(TxType.MANDATORY)
    void endAbandoned(String device) {
        List<String> touched = deviceDeployments.activeDeployments(device);
        deviceDeployments.endAll("deviceId", device, DeviceDeploymentStatus.DECOMMISSIONED, MicrosecondClock.now());
        for (String id : touched) {
            outbox.record(new DeviceDeploymentEnded(id, device, DeviceDeploymentStatus.DECOMMISSIONED.wire(), ""));
            finishIfDoneLater(id);
        }
    }

    private String summary(String id) {
        StringBuilder text = new StringBuilder();
        deviceDeployments.counts(List.of(id)).getOrDefault(id, Map.of()).forEach((status, count) -> text.append(
                        text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(status.wire()));
        return text.toString();
    }

    void deviceLeaves(@Observes DeviceDecommissioned event) {
        endAbandoned(event.deviceId());
    }

    void artifactLeaves(@Observes BeforeArtifactDeletion event) {
        if (deployments.isInUse(event.name())) {
            throw ErrorResponseException.conflict("an unfinished deployment uses this artifact; abort it first");
        }
    }
}
