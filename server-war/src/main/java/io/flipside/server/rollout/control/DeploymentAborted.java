// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.outbox.Fact;

/** States that a deployment was aborted, for all devices that had not ended it. They are counted, not stated one by one. */
public record DeploymentAborted(String deploymentId, int withdrawnDevices) implements Fact {
    @Override
    public String subject() {
        return deploymentId;
    }

    @Override
    public String sentence() {
        return "deployment " + deploymentId + " was aborted; " + withdrawnDevices + " devices had not ended it";
    }
}
