// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

/**
 * Runs a task in a separate thread, which its owner can interrupt and join. A thread that outlives its attempt could
 * write into the next one's.
 */
final class JoinedThread {
    private final Thread thread;

    JoinedThread(Runnable task, String name) {
        thread = new Thread(task, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits for it to end by itself. */
    void join() throws InterruptedException {
        thread.join();
    }

    /** Interrupts it and returns when it has ended, even if the caller is interrupted. */
    void end() {
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
