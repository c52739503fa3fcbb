// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.serverlink.internal.server.TransferProgress;
import io.flipside.device.update.UpdateStatus;
import java.util.OptionalLong;

/** Measures the average speed of a download between two consecutive calls. Not thread-safe. */
final class DownloadSpeedMeter {
    private static final long SECOND = 1_000_000_000;
    private String id = "";
    private long done;
    private long time;

    /** Looks at a download now, {@code nanos} being the time; the speed is that since the last look. */
    TransferProgress look(UpdateStatus status, long nanos) {
        UpdateStatus.Progress progress = status.progress();
        boolean known = id.equals(status.id()) && progress.done() >= done && nanos > time;
        double rate = known ? (double) (progress.done() - done) * SECOND / (nanos - time) : 0;
        id = status.id();
        done = progress.done();
        time = nanos;
        return new TransferProgress(
                progress.done(),
                progress.total() > 0 ? OptionalLong.of(progress.total()) : OptionalLong.empty(),
                known ? OptionalLong.of(Math.round(rate)) : OptionalLong.empty());
    }
}
