// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what must come about, with a deadline. */
public final class Eventually {
    /** InnoDB looks anew at its transactions for somebody who has not asked for a tenth of a second. */
    private static final Duration EVERY = Duration.ofMillis(150);

    private Eventually() {}

    public static void is(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + limit.toSeconds() + " s in vain: " + what);
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }
}
