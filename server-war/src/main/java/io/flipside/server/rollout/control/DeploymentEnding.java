// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.change.Changes;
import io.flipside.server.database.DatabaseClock;
import io.flipside.server.database.SchemaMigrated;
import io.flipside.server.fleet.control.DeviceDecommissioned;
import io.flipside.server.http.HttpException;
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
 * Ends deployments: when they are aborted, when their last device has ended or is decommissioned. Keeps the artifacts
 * that an unfinished one needs.
 */
@ApplicationScoped
public class DeploymentEnding {
    @Inject
    Changes changes;

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
            throw HttpException.unprocessable("the deployment is finished already");
        }
        int withdrawn =
                deviceDeployments.withdrawAll("deploymentId", id, DeviceDeploymentStatus.ABORTED, DatabaseClock.now());
        deployment.finish(DatabaseClock.now());
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

    /** A server that was killed between a device's last report and the end of the deployment ends it now. */
    void finishForgotten(@Observes SchemaMigrated ready) {
        deployments.done().forEach(id -> changes.make(() -> finishIfDone(id)));
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
        List<String> touched = deviceDeployments.activeDeployments(event.deviceId());
        deviceDeployments.withdrawAll(
                "deviceId", event.deviceId(), DeviceDeploymentStatus.DECOMMISSIONED, DatabaseClock.now());
        for (String id : touched) {
            outbox.record(
                    new DeviceDeploymentEnded(id, event.deviceId(), DeviceDeploymentStatus.DECOMMISSIONED.wire(), ""));
            boolean last = deviceDeployments.counts(List.of(id)).getOrDefault(id, Map.of()).keySet().stream()
                    .noneMatch(DeviceDeploymentStatus::active);
            if (last) {
                deployments.get(id).finish(DatabaseClock.now());
                outbox.record(new DeploymentFinished(id, summary(id)));
            }
        }
    }

    void artifactLeaves(@Observes BeforeArtifactDeletion event) {
        if (deployments.isInUse(event.name())) {
            throw HttpException.conflict("an unfinished deployment uses this artifact; abort it first");
        }
    }
}
