// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.stream;

import java.io.Closeable;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads that one reader or writer may use besides its caller's; started when first needed. Thread-safe. */
public final class Workers implements Closeable {
    private static final long PATIENCE_SECONDS = 5;

    private final int threads;
    private @Nullable ExecutorService executor;

    /**
     * Starts nothing yet.
     *
     * @param threads how many; with 1, everything is done in the caller's thread
     */
    public Workers(int threads) {
        this.threads = threads;
    }

    /** How many tasks may run at a time; 1: only in the caller's thread. */
    public int threads() {
        return threads;
    }

    /** Whether there are threads besides the caller's. */
    public boolean parallel() {
        return threads > 1;
    }

    /** Runs a task beside the caller; in the caller's thread, before this returns, if there is no other. */
    public <T> Future<T> submit(Callable<T> task) {
        if (parallel()) {
            return executor().submit(task);
        }
        FutureTask<T> done = new FutureTask<>(task);
        done.run();
        return done;
    }

    private synchronized ExecutorService executor() {
        if (executor == null) {
            executor = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "artifact-worker");
                thread.setDaemon(true);
                return thread;
            });
        }
        return executor;
    }

    /** Interrupts what still runs, and waits a moment for it to end. */
    @Override
    public synchronized void close() {
        if (executor == null) {
            return;
        }
        executor.shutdownNow();
        try {
            executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
