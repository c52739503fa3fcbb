// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.outbox.DomainEvent;

/** Represents the event that a deployment was created. */
public record DeploymentCreated(String deploymentId, String name, String artifactName, int devices)
        implements DomainEvent {
    @Override
    public String subject() {
        return deploymentId;
    }

    @Override
    public String sentence() {
        return "deployment " + deploymentId + " (" + name + ") of " + artifactName + " to " + devices
                + " devices was created";
    }
}
