// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Computes the delay before the next retry: one second at first, doubled after each consecutive failure, up to a limit.
 * Not thread-safe.
 */
public final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private final Duration longest;
    private final Duration longestOrdered;
    private int failures;

    /**
     * Begins without a failure.
     *
     * @param longest longest wait of our own
     * @param longestOrdered longest wait that the other side may order
     */
    public BackOff(Duration longest, Duration longestOrdered) {
        this.longest = longest;
        this.longestOrdered = longestOrdered;
    }

    /** Begins anew. */
    public void succeeded() {
        failures = 0;
    }

    /** Returns the number of failures in a row. */
    public int failures() {
        return failures;
    }

    /** Counts a failure, and returns how long to wait: as long as the other side orders, if it does. */
    public Duration failed(Optional<Duration> ordered) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures++, 20));
        return ordered.map(wait -> shorter(wait, longestOrdered)).orElseGet(() -> jittered(shorter(doubled, longest)));
    }

    /** Returns up to a tenth more or less: devices that were switched on together don't come together for ever. */
    public static Duration jittered(Duration time) {
        return time.multipliedBy(ThreadLocalRandom.current().nextLong(900, 1101))
                .dividedBy(1000);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? b : a;
    }
}
