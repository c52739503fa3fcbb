// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.fleet.control.DeviceDecommissioned;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.outbox.Outbox;
import io.flipside.server.release.control.BeforeArtifactDeletion;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Ends a deployment when a user aborts it or its last device deployment has ended. Refuses the deletion of artifacts
 * that an unfinished deployment needs.
 */
@ApplicationScoped
public class DeploymentEnding {
    @Inject
    Outbox outbox;

    @Inject
    DeploymentRepository deployments;

    @Inject
    DeviceDeploymentRepository deviceDeployments;

    /** Aborts a deployment for all devices that have not ended it; they learn it with their next report. */
    @Transactional(TxType.MANDATORY)
    public void abort(String id) {
        Deployment deployment = deployments.lock(id);
        if (deployment.isFinished()) {
            throw ErrorResponseException.unprocessable("the deployment is finished already");
        }
        Instant now = MicrosecondClock.now();
        int withdrawn = deviceDeployments.abortAll(id, now);
        deployment.finish(now);
        outbox.record(new DeploymentAborted(id, withdrawn));
    }

    /** Begins a deployment with the first device that takes it. */
    @Transactional(TxType.MANDATORY)
    void begin(String id) {
        if (!deployments.get(id).hasBegun()) {
            deployments.lock(id).begin(MicrosecondClock.now());
        }
    }

    /**
     * Makes a change that ends a device deployment, and ends the deployment if that was the last one: of two that end at
     * once, the later one waits, and sees the other's end.
     */
    @Transactional(TxType.MANDATORY)
    void end(String id, Runnable change) {
        Deployment deployment = deployments.lock(id);
        change.run();
        if (!deployment.isFinished() && !deviceDeployments.isAnyActive(id)) {
            deployment.finish(MicrosecondClock.now());
            outbox.record(new DeploymentFinished(id, summary(id)));
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

    /** The device is locked: none is made for it meanwhile. */
    void deviceLeaves(@Observes DeviceDecommissioned event) {
        for (DeviceDeployment left : deviceDeployments.active(event.deviceId())) {
            end(left.deploymentId(), () -> {
                left.end(DeviceDeploymentStatus.DECOMMISSIONED, "the device was decommissioned");
                outbox.record(DeviceDeploymentEnded.of(left));
            });
        }
    }

    /** The release is locked: no deployment of it is made meanwhile. */
    void artifactLeaves(@Observes BeforeArtifactDeletion event) {
        if (deployments.isInUse(event.name())) {
            throw ErrorResponseException.conflict("an unfinished deployment uses this artifact; abort it first");
        }
    }
}
