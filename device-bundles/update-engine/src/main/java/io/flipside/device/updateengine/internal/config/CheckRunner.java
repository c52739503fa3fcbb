// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.config;

import org.jspecify.annotations.Nullable;

/**
 * Runs a check in one thread at a time, and holds no lock meanwhile. Who asks during a run does not wait for it: the
 * running thread checks once more. Thread-safe.
 */
final class CheckRunner {
    private final Runnable check;
    private @Nullable Thread running;
    private boolean again;

    CheckRunner(Runnable check) {
        this.check = check;
    }

    /** Checks now, or after the run that another thread, or a caller of this one, is in. */
    void run() {
        if (begins()) {
            runUntilNobodyAsks();
        }
    }

    /** Returns when nothing runs any more, except the run that calls this. */
    void runAndWait() throws InterruptedException {
        run();
        awaitEnd();
    }

    private void runUntilNobodyAsks() {
        try {
            check.run();
        } finally {
            if (goesOn()) {
                runUntilNobodyAsks();
            }
        }
    }

    private synchronized boolean begins() {
        if (running != null) {
            again = true;
            return false;
        }
        running = Thread.currentThread();
        return true;
    }

    private synchronized boolean goesOn() {
        if (again) {
            again = false;
            return true;
        }
        running = null;
        notifyAll();
        return false;
    }

    private synchronized void awaitEnd() throws InterruptedException {
        while (running != null && running != Thread.currentThread()) {
            wait();
        }
    }
}
