// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.access.control.LoginThrottle.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final LoginThrottle throttle = new LoginThrottle();
    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Instant time = now;

    /** Somebody guesses; what he is not allowed to try, he tries as soon as he is. */
    private void guess(Origin origin, int times) {
        for (int i = 0; i < times; i++) {
            Duration wait = throttle.attempt(origin, time);
            if (!wait.isZero()) {
                time = time.plus(wait);
                assertThat(throttle.attempt(origin, time)).isZero();
            }
        }
    }

    private static Origin stranger(String account, String address) {
        return new Origin(account, address, false);
    }

    @Test
    void aFewMistakesAreFree() {
        guess(stranger("a", "1.1.1.1"), 4);
        assertThat(throttle.attempt(stranger("a", "1.1.1.1"), now)).isZero();
    }

    @Test
    void everyFurtherMistakeDoublesTheWait() {
        guess(stranger("a", "1.1.1.1"), 5);
        assertThat(throttle.attempt(stranger("a", "1.1.1.1"), time)).isEqualTo(Duration.ofSeconds(1));
        guess(stranger("a", "1.1.1.1"), 3);
        assertThat(throttle.attempt(stranger("a", "1.1.1.1"), time)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void theWaitHasAnEnd() {
        guess(stranger("a", "1.1.1.1"), 100);
        assertThat(throttle.attempt(stranger("a", "1.1.1.1"), time)).isEqualTo(Duration.ofMinutes(15));
        assertThat(throttle.attempt(stranger("a", "1.1.1.1"), time.plus(Duration.ofMinutes(15))))
                .isZero();
    }

    @Test
    void othersDoNotWait() {
        guess(stranger("a", "1.1.1.1"), 10);
        assertThat(throttle.attempt(stranger("b", "1.1.1.1"), time)).isZero();
    }

    @Test
    void theRightPasswordForgivesAll() {
        guess(stranger("a", "1.1.1.1"), 10);
        throttle.succeeded(stranger("a", "1.1.1.1"));
        guess(stranger("a", "1.1.1.1"), 1);
        assertThat(throttle.attempt(stranger("a", "1.1.1.1"), time)).isZero();
    }

    @Test
    void ofThirtyAtOnceFiveAreEvaluated() {
        long evaluated = IntStream.range(0, 30)
                .filter(i -> throttle.attempt(stranger("a", "1.1.1." + i), now).isZero())
                .count();
        assertThat(evaluated).isEqualTo(5);
    }

    @Test
    void oneAddressWaitsWhateverAccountsItTries() {
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.attempt(stranger("account" + i, "1.1.1.1"), now))
                    .isZero();
        }
        assertThat(throttle.attempt(stranger("another", "1.1.1.1"), now)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theNetworksOfOneIpv6SiteAreOne() {
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.attempt(stranger("account" + i, "2001:db8:0:" + i + ":0:0:0:1"), now))
                    .isZero();
        }
        assertThat(throttle.attempt(stranger("another", "2001:db8:0:99:0:0:0:1"), now))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theAddressesOfOneIpv6NetworkAreOne() {
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.attempt(stranger("account" + i, "2001:db8:0:1:0:0:0:" + i), now))
                    .isZero();
        }
        assertThat(throttle.attempt(stranger("another", "2001:db8:0:1:9:9:9:9"), now))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void failuresOfOthersDoNotCountWhereTheOwnerWasLastSeen() {
        guess(stranger("a", "1.1.1.1"), 50);
        guess(stranger("b", "2.2.2.2"), 50);
        assertThat(throttle.attempt(new Origin("a", "2.2.2.2", true), time)).isZero();
    }

    @Test
    void whereTheOwnerWasLastSeenGuessingIsSlowedDownToo() {
        guess(new Origin("a", "1.1.1.1", true), 5);
        assertThat(throttle.attempt(new Origin("a", "1.1.1.1", true), time)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        guess(stranger("a", "1.1.1.1"), 8);
        time = time.plus(Duration.ofHours(2));
        guess(stranger("a", "1.1.1.1"), 1);
        assertThat(throttle.attempt(stranger("a", "1.1.1.1"), time)).isZero();
    }
}
