// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.outbox.Fact;

/**
 * States that a device was forgotten. Fired as an event, too: whoever keeps something about the device ends that in the same
 * transaction.
 */
public record DeviceDecommissioned(String deviceId) implements Fact {
    @Override
    public String subject() {
        return deviceId;
    }

    @Override
    public String sentence() {
        return "device " + deviceId + " is decommissioned";
    }
}
