// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.update.UpdateStatus;
import java.util.Locale;

/** Writes the progress and the speed of a download as text for people. Not thread-safe. */
final class DownloadProgressText {
    private static final double MIB = 1024 * 1024;
    private String id = "";
    private long done;
    private long time;

    /** What to say now, {@code nanos} being the time; the speed is that since the last time. */
    String text(UpdateStatus status, long nanos) {
        UpdateStatus.Progress progress = status.progress();
        boolean known = id.equals(status.id()) && progress.done() >= done && nanos > time;
        double speed = known ? (progress.done() - done) / MIB * 1e9 / (nanos - time) : 0;
        id = status.id();
        done = progress.done();
        time = nanos;
        return amount(progress) + (known ? String.format(Locale.ROOT, ", %.1f MiB/s", speed) : "");
    }

    private static String amount(UpdateStatus.Progress progress) {
        if (progress.total() <= 0) {
            return String.format(Locale.ROOT, "%.1f MiB", progress.done() / MIB);
        }
        long percent = Math.min(100, 100 * progress.done() / progress.total());
        return String.format(Locale.ROOT, "%d %% of %.1f MiB", percent, progress.total() / MIB);
    }
}
