// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.outbox.Fact;

/** States that a key of a device was dismissed, and what the device is since then. */
public record DeviceKeyDismissed(String deviceId, String authSetId, String deviceStatus) implements Fact {
    @Override
    public String subject() {
        return deviceId;
    }

    @Override
    public String sentence() {
        return "key " + authSetId + " of device " + deviceId + " was dismissed; the device is now " + deviceStatus;
    }
}
