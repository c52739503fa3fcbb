// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.outbox.DomainEvent;

/**
 * Represents the event that a user aborted a deployment. The device deployments that had not ended are counted, without
 * an event for each.
 */
public record DeploymentAborted(String deploymentId, int withdrawnDevices) implements DomainEvent {
    @Override
    public String subject() {
        return deploymentId;
    }

    @Override
    public String sentence() {
        return "deployment " + deploymentId + " was aborted; " + withdrawnDevices + " devices had not ended it";
    }
}
