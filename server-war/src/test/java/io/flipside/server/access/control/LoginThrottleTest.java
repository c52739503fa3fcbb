// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final LoginThrottle throttle = new LoginThrottle();
    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private void fail(String key, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(key, now);
        }
    }

    @Test
    void aFewMistakesAreFree() {
        fail("a", 4);
        assertThat(throttle.wait("a", now)).isZero();
    }

    @Test
    void everyFurtherMistakeDoublesTheWait() {
        fail("a", 5);
        assertThat(throttle.wait("a", now)).isEqualTo(Duration.ofSeconds(1));
        fail("a", 3);
        assertThat(throttle.wait("a", now)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void theWaitHasAnEnd() {
        fail("a", 100);
        assertThat(throttle.wait("a", now)).isEqualTo(Duration.ofMinutes(15));
        assertThat(throttle.wait("a", now.plus(Duration.ofMinutes(15)))).isZero();
    }

    @Test
    void othersDoNotWait() {
        fail("a", 10);
        assertThat(throttle.wait("b", now)).isZero();
    }

    @Test
    void theRightPasswordForgivesAll() {
        fail("a", 10);
        throttle.succeeded("a");
        fail("a", 1);
        assertThat(throttle.wait("a", now)).isZero();
    }
}
