// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread that runs updates, but only after a durable write or payload action in progress has ended. The
 * interrupt would break files that are being written. Thread-safe.
 */
public final class GracefulStop {
    private @Nullable Thread flow;
    private boolean critical;
    private boolean stopping;

    /** Work that must not be interrupted without need. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Names the thread that is to be ended one day. */
    public synchronized void watch(Thread thread) {
        flow = thread;
    }

    public synchronized boolean stopping() {
        return stopping;
    }

    /** Asks the flow to end. */
    public synchronized void stop() {
        stopping = true;
        if (!critical) {
            interrupt();
        }
    }

    /** Interrupts whatever the flow is doing. */
    public synchronized void interrupt() {
        if (flow != null) {
            flow.interrupt();
        }
    }

    /** Keeps interrupts away from work on the flow's thread; other threads just do it. */
    public <T, E extends Exception> T critically(Work<T, E> work) throws E {
        boolean outermost = enter();
        try {
            return work.run();
        } finally {
            if (outermost) {
                leave();
            }
        }
    }

    private synchronized boolean enter() {
        if (critical || Thread.currentThread() != flow) {
            return false;
        }
        critical = true;
        if (Thread.interrupted()) {
            // Only stop() interrupts this thread; it is told again at the end.
            stopping = true;
        }
        return true;
    }

    private synchronized void leave() {
        critical = false;
        if (stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
