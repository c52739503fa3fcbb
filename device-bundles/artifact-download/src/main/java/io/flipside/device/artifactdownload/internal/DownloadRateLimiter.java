// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import java.io.IOException;

/** Limits the transfer rate of a download by pausing briefly and often. Not thread-safe. */
final class DownloadRateLimiter {
    private static final long SECOND = 1_000_000_000;
    private static final long BURST = SECOND / 10;
    private final long bytesPerSecond;
    private final CancellableWait pause;
    private long due = System.nanoTime();

    DownloadRateLimiter(long bytesPerSecond, CancellableWait pause) {
        this.bytesPerSecond = bytesPerSecond;
        this.pause = pause;
    }

    /** How much of {@code wanted} to read at once. */
    int portion(int wanted) {
        return bytesPerSecond == 0 ? wanted : (int) Math.max(1, Math.min(wanted, bytesPerSecond / 20));
    }

    /** Waits as long as {@code count} bytes may take. */
    void took(int count) throws IOException {
        if (bytesPerSecond > 0) {
            due = Math.max(due, System.nanoTime() - BURST) + count * SECOND / bytesPerSecond;
            pause.until(due);
        }
    }
}
