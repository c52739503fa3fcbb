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

/** Manages the additional threads of one reader or writer, and starts them on first use. Thread-safe. */
public final class WorkerThreads implements Closeable {
    private static final long CLOSE_SECONDS = 5;

    private final int threads;
    private @Nullable ExecutorService pool;

    /**
     * Starts nothing yet.
     *
     * @param threads how many cores to use; with 1, everything is done in the caller's thread
     */
    public WorkerThreads(int threads) {
        this.threads = threads;
    }

    /** How many cores to use; 1: only the caller's thread. */
    public int threads() {
        return threads;
    }

    /** Whether there are threads besides the caller's. */
    public boolean parallel() {
        return threads > 1;
    }

    /** Runs a task that waits for no other, as soon as one of the threads is free; before this returns if there is none. */
    public <T> Future<T> submit(Callable<T> task) {
        return parallel() ? sharedThreads().submit(task) : now(task);
    }

    private static <T> Future<T> now(Callable<T> task) {
        FutureTask<T> done = new FutureTask<>(task);
        done.run();
        return done;
    }

    private synchronized ExecutorService sharedThreads() {
        if (pool == null) {
            pool = Executors.newFixedThreadPool(threads, WorkerThreads::daemon);
        }
        return pool;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "artifact-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** Interrupts what still runs, and waits a moment for it to end. */
    @Override
    public synchronized void close() {
        stop(pool);
    }

    private static void stop(@Nullable ExecutorService executor) {
        if (executor == null) {
            return;
        }
        executor.shutdownNow();
        try {
            executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
