// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.outbox.DomainEvent;

/** Represents the event that a password of a user was reset on the server's machine. */
public record UserPasswordReset(String userId, String email) implements DomainEvent {
    @Override
    public String subject() {
        return userId;
    }

    @Override
    public String sentence() {
        return "user " + userId + " (" + email + ") has a new password, made by reset-password; all sessions are ended";
    }
}
