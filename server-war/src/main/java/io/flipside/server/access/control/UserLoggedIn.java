// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.outbox.DomainEvent;

/** Represents the event that a user logged in. */
public record UserLoggedIn(String userId, String email) implements DomainEvent {
    @Override
    public String subject() {
        return userId;
    }

    @Override
    public String sentence() {
        return "user " + userId + " (" + email + ") logged in";
    }
}
