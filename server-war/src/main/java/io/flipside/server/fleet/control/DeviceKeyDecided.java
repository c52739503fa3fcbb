// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.outbox.DomainEvent;

/**
 * Represents the event that a user accepted or rejected a key of a device. {@code deviceStatus} is the device's status
 * after that.
 */
public record DeviceKeyDecided(
        String deviceId, String authSetId, String fingerprint, String decision, String deviceStatus)
        implements DomainEvent {
    @Override
    public String subject() {
        return deviceId;
    }

    @Override
    public String sentence() {
        return "key " + authSetId + " (SHA-256 " + fingerprint + ") of device " + deviceId + " was " + decision
                + "; the device is now " + deviceStatus;
    }
}
