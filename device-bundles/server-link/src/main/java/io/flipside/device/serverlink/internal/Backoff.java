// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.serverlink.internal.server.ServerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Computes the wait before the next try, longer after each failure in a row. Not thread-safe. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST_ORDERED = Duration.ofHours(1);
    private final Duration longest;
    private int failures;

    Backoff(Duration longest) {
        this.longest = longest;
    }

    void succeeded() {
        failures = 0;
    }

    /** How long to wait after this failure; as long as the server says, if it says. */
    Duration failed(IOException failure) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures++, 20));
        Duration own = doubled.compareTo(longest) > 0 ? longest : doubled;
        Optional<Duration> ordered =
                failure instanceof ServerException refusal ? refusal.retryAfter() : Optional.empty();
        return ordered.map(wait -> wait.compareTo(LONGEST_ORDERED) > 0 ? LONGEST_ORDERED : wait)
                .orElseGet(() -> jittered(own));
    }

    /** Up to a tenth more or less: devices that were switched on together don't come together for ever. */
    static Duration jittered(Duration time) {
        return time.multipliedBy(ThreadLocalRandom.current().nextLong(900, 1101))
                .dividedBy(1000);
    }
}
