// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.access.control.LoginThrottle.Origin;
import io.flipside.server.access.control.PasswordHashingQueue.Asker;
import io.flipside.server.access.entity.User;
import io.flipside.server.http.ErrorResponseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Checks passwords that people send, wherever they send them: throttled, and a few at a time. */
@ApplicationScoped
public class PasswordChecker {
    @Inject
    LoginThrottle throttle;

    @Inject
    PasswordHashingQueue hashing;

    /**
     * Tells whether this is the password of a user. Without one it never is, and that takes as long. What finds no place in
     * the queue was no guess, so an attempt counts when its turn has come.
     *
     * @param email that the client names
     */
    public boolean matches(String password, Optional<User> user, String email, String address) {
        boolean known = user.filter(found -> found.wasLastSeenAt(address)).isPresent();
        Origin origin = new Origin(email, address, known);
        refuse(throttle.wait(origin, Instant.now()));
        Optional<String> hash = user.map(User::passwordHash);
        boolean right = hashing.queued(known ? Asker.KNOWN : Asker.STRANGER, () -> {
            refuse(throttle.attempt(origin, Instant.now()));
            return PasswordHashing.matches(password, hash.orElse(PasswordHashing.NOBODY)) && hash.isPresent();
        });
        if (right) {
            throttle.succeeded(origin);
        }
        return right;
    }

    private static void refuse(Duration wait) {
        if (!wait.isZero()) {
            throw ErrorResponseException.tooMany(
                    "too many wrong passwords; try again in " + (wait.toSeconds() + 1) + " s", wait);
        }
    }
}
