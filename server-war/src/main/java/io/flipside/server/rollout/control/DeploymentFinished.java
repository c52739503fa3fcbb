// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.outbox.DomainEvent;

/** Represents the event that the last device deployment of a deployment has ended. */
public record DeploymentFinished(String deploymentId, String summary) implements DomainEvent {
    @Override
    public String subject() {
        return deploymentId;
    }

    @Override
    public String sentence() {
        return "deployment " + deploymentId + " is finished: " + summary;
    }
}
