// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.outbox.DomainEvent;

/** Represents the event that a device asked for authorisation for the first time. */
public record DeviceAuthorizationRequested(String deviceId, String name) implements DomainEvent {
    @Override
    public String subject() {
        return deviceId;
    }

    @Override
    public String sentence() {
        return "device " + deviceId + " (" + name + ") asks to be authorised";
    }
}
