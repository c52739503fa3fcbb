// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

/** Measures the transfer rate in bytes per second, smoothed over the last few seconds. */
final class TransferRate {
    private static final double SMOOTHING = 0.2;
    private static final long MIN_NANOS = 200_000_000;

    private long lastNanos = System.nanoTime();
    private long lastDone = -1;
    private double rate;

    void at(long done) {
        long now = System.nanoTime();
        if (lastDone < 0 || done < lastDone) {
            lastDone = done;
            lastNanos = now;
        } else if (now - lastNanos >= MIN_NANOS) {
            double current = (done - lastDone) * 1e9 / (now - lastNanos);
            rate = rate == 0 ? current : rate + SMOOTHING * (current - rate);
            lastDone = done;
            lastNanos = now;
        }
    }

    long bytesPerSecond() {
        return (long) rate;
    }
}
