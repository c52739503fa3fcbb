// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Runs calls from other bundles on the callers' threads, and interrupts the calls when this bundle is stopped.
 * Thread-safe.
 */
final class InterruptibleCalls {
    /** Does what the thread of another bundle asks for. */
    interface Call<T, E extends Exception> {
        T run() throws E, InterruptedException;
    }

    private final Set<Thread> inside = new HashSet<>();
    private final Set<Thread> sentAway = new HashSet<>();
    private boolean closed;

    /**
     * Runs a call that ends soon after an interrupt.
     *
     * @throws CancellationException if the bundle was stopped before the call had its result
     * @throws InterruptedException if somebody else interrupted it
     */
    <T, E extends Exception> T run(Call<T, E> call) throws E, InterruptedException {
        Thread caller = Thread.currentThread();
        enter(caller);
        try {
            T result = call.run();
            if (leave(caller)) {
                throw cancelled();
            }
            return result;
        } catch (InterruptedException e) {
            if (leave(caller)) {
                throw cancelled();
            }
            throw e;
        } finally {
            leave(caller);
        }
    }

    /** Sends everybody away, and lets nobody in any more. */
    synchronized void close() {
        closed = true;
        sentAway.addAll(inside);
        inside.forEach(Thread::interrupt);
    }

    private synchronized void enter(Thread caller) {
        if (closed) {
            throw cancelled();
        }
        inside.add(caller);
    }

    /** Whether it was us who interrupted the caller; then the interrupt ends here. */
    private synchronized boolean leave(Thread caller) {
        inside.remove(caller);
        boolean ours = sentAway.remove(caller);
        if (ours) {
            Thread.interrupted();
        }
        return ours;
    }

    private static CancellationException cancelled() {
        return new CancellationException("the connection to the server is being replaced");
    }
}
