// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.outbox.DomainEvent;
import io.flipside.server.rollout.entity.DeviceDeployment;

/**
 * Represents the event that a device deployment ended, with its final status. A device may correct an ending by another
 * one.
 */
public record DeviceDeploymentEnded(String deploymentId, String deviceId, String status, String reason)
        implements DomainEvent {
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
