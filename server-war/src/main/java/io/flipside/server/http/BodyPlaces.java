// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Shares the threads that wait for bodies between callers, who are told apart by address or id. When all wait, the caller
 * with the most gives up his oldest for another who has fewer; who has but one more does so only once that has waited for
 * a while. So nobody keeps anybody else out, and many together nobody for long. Thread-safe.
 */
final class BodyPlaces {
    private static final Duration UNDISTURBED = Duration.ofSeconds(2);

    private final int number;
    private final LongSupplier nanoClock;
    private final Map<String, Deque<Place>> waiting = new HashMap<>();
    private int taken;

    private record Place(Thread thread, long since) {}

    BodyPlaces(int number) {
        this(number, System::nanoTime);
    }

    BodyPlaces(int number, LongSupplier nanoClock) {
        this.number = number;
        this.nanoClock = nanoClock;
    }

    /** Takes a place for this thread; false if there is none for this caller. */
    synchronized boolean take(String caller) {
        long now = nanoClock.getAsLong();
        if (taken == number && !giveUpOne(caller, now)) {
            return false;
        }
        waiting.computeIfAbsent(caller, name -> new ArrayDeque<>()).add(new Place(Thread.currentThread(), now));
        taken++;
        return true;
    }

    private boolean giveUpOne(String caller, long now) {
        int own = waiting.getOrDefault(caller, new ArrayDeque<>()).size();
        Comparator<Deque<Place>> most = Comparator.comparingInt(Deque::size);
        Deque<Place> giving = waiting.values().stream()
                .max(most.thenComparing(places -> now - places.getFirst().since()))
                .orElseThrow();
        boolean disturbed = now - giving.getFirst().since() < UNDISTURBED.toNanos();
        if (giving.size() < own + 1 || (giving.size() == own + 1 && disturbed)) {
            return false;
        }
        // What it reads ends with an exception.
        giving.removeFirst().thread().interrupt();
        waiting.values().removeIf(Deque::isEmpty);
        taken--;
        return true;
    }

    /** Gives the place back, unless another has it already. */
    synchronized void leave(String caller) {
        Deque<Place> places = waiting.getOrDefault(caller, new ArrayDeque<>());
        if (places.removeIf(place -> place.thread() == Thread.currentThread())) {
            taken--;
        } else {
            Thread.interrupted();
        }
        if (places.isEmpty()) {
            waiting.remove(caller);
        }
    }
}
