// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.outbox.Fact;

/** States that the last device of a deployment has ended it. */
public record DeploymentFinished(String deploymentId, String summary) implements Fact {
    @Override
    public String subject() {
        return deploymentId;
    }

    @Override
    public String sentence() {
        return "deployment " + deploymentId + " is finished: " + summary;
    }
}
