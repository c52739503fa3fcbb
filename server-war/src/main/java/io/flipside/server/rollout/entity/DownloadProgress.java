// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the progress of a download as a device reported it: bytes done, bytes in total, bytes per second. */
@Embeddable
public class DownloadProgress {
    @Column(name = "progress_done")
    private @Nullable Long done;

    @Column(name = "progress_total")
    private @Nullable Long total;

    @Column(name = "progress_rate")
    private @Nullable Long rate;

    /** Nothing is known. */
    public DownloadProgress() {}

    /** What is negative is not known. */
    public DownloadProgress(@Nullable Long done, @Nullable Long total, @Nullable Long rate) {
        this.done = known(done);
        this.total = known(total);
        this.rate = known(rate);
    }

    private static @Nullable Long known(@Nullable Long number) {
        return number == null || number < 0 ? null : number;
    }

    public Optional<Long> done() {
        return Optional.ofNullable(done);
    }

    public Optional<Long> total() {
        return Optional.ofNullable(total);
    }

    public Optional<Long> rate() {
        return Optional.ofNullable(rate);
    }

    /** Whole percents, of which 100 is reached only at the end; empty unless both amounts are known. */
    public Optional<Integer> percent() {
        if (done == null || total == null || total == 0) {
            return Optional.empty();
        }
        return Optional.of((int) Math.min(100, Math.floor(100.0 * done / total)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DownloadProgress that
                && Objects.equals(done, that.done)
                && Objects.equals(total, that.total)
                && Objects.equals(rate, that.rate);
    }

    @Override
    public int hashCode() {
        return Objects.hash(done, total, rate);
    }
}
