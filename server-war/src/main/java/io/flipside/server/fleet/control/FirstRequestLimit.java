// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.http.ErrorResponseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits the first requests of keys, by address and in all, so that a flood leaves time for the devices that are known.
 * Addresses share what is there: one that comes anew has its share at once.
 */
@ApplicationScoped
public class FirstRequestLimit {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int WINDOWS_A_MINUTE = 6;
    private static final int MOST_ADDRESSES = 10_000;

    private final Map<String, Integer> counts = new HashMap<>();
    private final LongSupplier nanoTime;
    private long windowStart;

    @Inject
    @ConfigProperty(name = "flipside.pending.address-per-minute")
    int addressPerMinute;

    @Inject
    @ConfigProperty(name = "flipside.pending.all-per-minute")
    int allPerMinute;

    public FirstRequestLimit() {
        this(System::nanoTime);
    }

    FirstRequestLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.windowStart = nanoTime.getAsLong();
    }

    /** Counts a first request from an address, or refuses it. */
    synchronized void admit(String address) {
        long now = nanoTime.getAsLong();
        if (now - windowStart >= WINDOW.toNanos()) {
            windowStart = now;
            counts.clear();
        }
        int before = counts.getOrDefault(address, 0);
        int addresses = counts.size() + (before == 0 ? 1 : 0);
        int share = Math.max(1, allPerMinute / WINDOWS_A_MINUTE / addresses);
        int limit = Math.min(share, Math.max(1, addressPerMinute / WINDOWS_A_MINUTE));
        if (before >= limit || addresses > MOST_ADDRESSES) {
            throw ErrorResponseException.tooMany("too many new devices ask at once; try again soon", WINDOW);
        }
        counts.put(address, before + 1);
    }
}
