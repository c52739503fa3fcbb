// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.outbox.Fact;

/** States that somebody accepted or rejected a key of a device, and what the device is since then. */
public record DeviceDecided(String deviceId, String authSetId, String decision, String deviceStatus) implements Fact {
    @Override
    public String subject() {
        return deviceId;
    }

    @Override
    public String sentence() {
        return "key " + authSetId + " of device " + deviceId + " was " + decision + "; the device is now "
                + deviceStatus;
    }
}
