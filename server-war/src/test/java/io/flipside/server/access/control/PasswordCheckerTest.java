// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.server.access.entity.User;
import io.flipside.server.http.ErrorResponseException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordCheckerTest {
    private static final User USER = new User("a@example.com", PasswordHashing.hash("correct horse"));

    private boolean full;
    private final PasswordChecker checker = new PasswordChecker();

    @BeforeEach
    void prepare() {
        checker.throttle = new LoginThrottle();
        checker.hashing = new PasswordHashingQueue() {
            @Override
            <T> T queued(Asker asker, Supplier<T> work) {
                if (full) {
                    throw ErrorResponseException.tooMany("full", Duration.ofSeconds(5));
                }
                return work.get();
            }
        };
    }

    private boolean tried(String password) {
        return checker.matches(password, Optional.of(USER), USER.email(), "192.0.2.1");
    }

    @Test
    void whatTheQueueRefusedWasNoGuess() {
        full = true;
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> tried("correct horse")).hasMessageContaining("full");
        }
        full = false;
        assertThat(tried("correct horse")).isTrue();
    }

    @Test
    void guessesAreSlowedDown() {
        for (int i = 0; i < 5; i++) {
            assertThat(tried("correct horsf")).isFalse();
        }
        assertThatThrownBy(() -> tried("correct horse")).hasMessageContaining("too many wrong passwords");
    }
}
