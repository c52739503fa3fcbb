// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import io.flipside.server.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Makes one call again and again, at a rate that does not depend on how long the answers take, until it is closed. */
final class SteadyLoad implements AutoCloseable {
    private final List<Long> nanos = new ArrayList<>();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ExecutorService threads;
    private volatile boolean ended;

    /** A call that may fail, and then ends the load. */
    interface Call {
        void make(int number) throws Exception;
    }

    /** How long calls took, the shortest first. */
    record Figures(long[] nanos) {
        Duration percentile(int percent) {
            return nanos.length == 0
                    ? Duration.ZERO
                    : Duration.ofNanos(nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)]);
        }

        @Override
        public String toString() {
            return nanos.length + " calls, ms: p50 " + percentile(50).toMillis() + ", p99 "
                    + percentile(99).toMillis() + ", longest " + percentile(100).toMillis();
        }
    }

    private SteadyLoad(int threads) {
        this.threads = Executors.newFixedThreadPool(threads);
    }

    static SteadyLoad of(int perSecond, int threads, Call call) {
        SteadyLoad load = new SteadyLoad(threads);
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            load.threads.execute(() -> load.run(start, TimeUnit.SECONDS.toNanos(1) / perSecond, call));
        }
        return load;
    }

    private void run(long start, long interval, Call call) {
        while (!ended && failure.get() == null) {
            int number = started.getAndIncrement();
            long due = start + number * interval;
            for (long now = System.nanoTime(); now < due && !ended; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            long began = System.nanoTime();
            try {
                call.make(number);
            } catch (Exception | Error e) {
                failure.compareAndSet(null, e);
            }
            synchronized (nanos) {
                nanos.add(System.nanoTime() - began);
            }
            finished.incrementAndGet();
        }
    }

    /** Waits until so many calls have been answered. */
    void await(int calls) throws Exception {
        Eventually.is(calls + " calls", Duration.ofHours(1), () -> failure.get() != null || finished.get() >= calls);
        check();
    }

    /** Takes the figures of the calls since the last time. */
    Figures drain() {
        check();
        synchronized (nanos) {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
            nanos.clear();
            Arrays.sort(sorted);
            return new Figures(sorted);
        }
    }

    private void check() {
        if (failure.get() != null) {
            throw new AssertionError("a call failed", failure.get());
        }
    }

    @Override
    public void close() {
        ended = true;
        threads.shutdown();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
