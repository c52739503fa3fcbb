// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.outbox.DomainEvent;

/** Represents the event that a user changed the e-mail address with which they log in. */
public record UserEmailChanged(String userId, String before, String email) implements DomainEvent {
    @Override
    public String subject() {
        return userId;
    }

    @Override
    public String sentence() {
        return "user " + userId + " (" + before + ") changed the e-mail address to " + email;
    }
}
