// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Shares the threads that wait for bodies between addresses. When all wait, the address with the most gives up its oldest
 * for another that has fewer, so that nobody keeps anybody elsewhere out. Thread-safe.
 */
final class BodyPlaces {
    private final int number;
    private final Map<String, Deque<Thread>> waiting = new HashMap<>();
    private int taken;

    BodyPlaces(int number) {
        this.number = number;
    }

    /** Takes a place for this thread; false if there is none for its address. */
    synchronized boolean take(String address) {
        if (taken == number && !giveUpOne(address)) {
            return false;
        }
        waiting.computeIfAbsent(address, name -> new ArrayDeque<>()).add(Thread.currentThread());
        taken++;
        return true;
    }

    private boolean giveUpOne(String address) {
        int own = waiting.getOrDefault(address, new ArrayDeque<>()).size();
        Map.Entry<String, Deque<Thread>> most = waiting.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .orElseThrow();
        if (most.getValue().size() <= own + 1) {
            return false;
        }
        // What it reads ends with an exception.
        most.getValue().removeFirst().interrupt();
        taken--;
        return true;
    }

    /** Gives the place back, unless another has it already. */
    synchronized void leave(String address) {
        Deque<Thread> threads = waiting.getOrDefault(address, new ArrayDeque<>());
        if (threads.remove(Thread.currentThread())) {
            taken--;
        } else {
            Thread.interrupted();
        }
        if (threads.isEmpty()) {
            waiting.remove(address);
        }
    }
}
