// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.outbox.Fact;
import io.flipside.server.rollout.entity.DeviceDeployment;

/** States how the deployment of one device ended. A device may correct an ending by another one. */
public record DeviceDeploymentEnded(String deploymentId, String deviceId, String status, String reason)
        implements Fact {
    static DeviceDeploymentEnded of(DeviceDeployment ended) {
        return new DeviceDeploymentEnded(
                ended.deploymentId(),
                ended.deviceId(),
                ended.status().wire(),
                ended.reason().orElse(""));
    }

    @Override
    public String subject() {
        return deploymentId + "/" + deviceId;
    }

    @Override
    public String sentence() {
        return "device " + deviceId + ", deployment " + deploymentId + ": " + status
                + (reason.isEmpty() ? "" : ": " + reason);
    }
}
