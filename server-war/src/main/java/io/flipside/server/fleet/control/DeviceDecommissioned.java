// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.outbox.DomainEvent;

/**
 * Represents the event that a device was decommissioned. Fired as a CDI event, too: whoever keeps something about the
 * device ends that in the same transaction.
 */
public record DeviceDecommissioned(String deviceId) implements DomainEvent {
    @Override
    public String subject() {
        return deviceId;
    }

    @Override
    public String sentence() {
        return "device " + deviceId + " is decommissioned";
    }
}
