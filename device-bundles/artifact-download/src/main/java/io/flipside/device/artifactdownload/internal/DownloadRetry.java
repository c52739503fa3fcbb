// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import io.flipside.device.source.SourceException;
import io.flipside.device.support.retry.BackOff;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Waits before each retry of a download, longer after each failure, and gives up after a maximum number of retries. Not
 * thread-safe.
 */
final class DownloadRetry {
    private static final Logger LOG = System.getLogger(DownloadRetry.class.getName());
    private static final Duration LONGEST_ORDERED = Duration.ofMinutes(10);
    /** A connection that breaks after less than this has not helped: else a trickle could go on for ever. */
    private static final long PROGRESS = 64 * 1024;

    private final BackOff backOff;
    private final int tries;
    private final CancellableWait pause;
    private long bytes;

    DownloadRetry(Duration longest, int tries, CancellableWait pause) {
        this.backOff = new BackOff(longest, LONGEST_ORDERED);
        this.tries = tries;
        this.pause = pause;
    }

    void progress(int count) {
        bytes += count;
        if (bytes >= PROGRESS) {
            backOff.succeeded();
        }
    }

    /**
     * Waits before the next try.
     *
     * @param where what was being read
     * @param reason why it failed
     * @param ordered how long the server wants us to wait
     * @throws SourceException if there will be no next try
     */
    void failed(String where, IOException reason, Optional<Duration> ordered) throws IOException {
        long wait = backOff.failed(ordered).toMillis();
        int failures = backOff.failures();
        bytes = 0;
        if (failures > tries) {
            throw new SourceException(
                    where + ": given up after " + failures + (failures == 1 ? " try: " : " tries: ")
                            + reason.getMessage(),
                    reason);
        }
        LOG.log(
                Level.WARNING,
                () -> String.format(
                        Locale.ROOT,
                        "%s: %s; try %d of %d follows in %.1f s",
                        where,
                        reason.getMessage(),
                        failures,
                        tries,
                        wait / 1000.0));
        pause.until(System.nanoTime() + wait * 1_000_000);
    }
}
