// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.outbox.DomainEvent;

/**
 * Represents the event that a user dismissed a key of a device. {@code deviceStatus} is the device's status after that.
 */
public record DeviceKeyDismissed(String deviceId, String authSetId, String deviceStatus) implements DomainEvent {
    @Override
    public String subject() {
        return deviceId;
    }

    @Override
    public String sentence() {
        return "key " + authSetId + " of device " + deviceId + " was dismissed; the device is now " + deviceStatus;
    }
}
