// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Shares a number of places between people, who are told apart by address or id. One of them may take one more than he
 * leaves free, so that the next one finds some. Thread-safe.
 */
public final class CallerPlaces {
    private final Map<String, Integer> taken = new HashMap<>();
    private int free;

    public CallerPlaces(int number) {
        free = number;
    }

    /** Takes a place; false if there is none for this caller. */
    public synchronized boolean take(String caller) {
        if (free == 0 || taken.getOrDefault(caller, 0) > free) {
            return false;
        }
        taken.merge(caller, 1, Integer::sum);
        free--;
        return true;
    }

    /** Gives the place back. */
    public synchronized void leave(String caller) {
        taken.computeIfPresent(caller, (name, count) -> count > 1 ? count - 1 : null);
        free++;
    }
}
