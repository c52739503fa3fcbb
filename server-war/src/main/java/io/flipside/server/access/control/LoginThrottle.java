// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Throttles logins of one user from one address: the wait doubles with each failure after the fifth. Remembers a
 * bounded number of users and addresses, in memory only: losing them helps an attacker little.
 */
final class LoginThrottle {
    private static final int FREE_FAILURES = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_KEYS = 10_000;

    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private record Failures(int count, Instant blockedUntil) {}

    /** How long the key still has to wait; zero if it need not. */
    synchronized Duration wait(String key, Instant now) {
        Failures known = failures.get(key);
        return known == null || !known.blockedUntil.isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, known.blockedUntil);
    }

    synchronized void failed(String key, Instant now) {
        Failures former = failures.remove(key);
        int count = former == null ? 1 : former.count + 1;
        failures.put(key, new Failures(count, now.plus(pause(count))));
        if (failures.size() > MOST_KEYS) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }

    private static Duration pause(int count) {
        if (count < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(count - FREE_FAILURES, 20));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
