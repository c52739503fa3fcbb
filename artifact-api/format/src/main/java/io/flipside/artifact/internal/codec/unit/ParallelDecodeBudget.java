// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import io.flipside.artifact.internal.stream.WorkerThreads;

/**
 * Limits the size and number of xz blocks and zstd frames that are decompressed in parallel. Together they take less
 * than a third of the heap. A unit on its way costs its compressed and its decompressed bytes, for xz a dictionary
 * besides, and there is one unit more than this says.
 *
 * @param largest most decompressed bytes of a unit
 * @param units how many at a time
 */
public record ParallelDecodeBudget(long largest, int units) {
    /** Heap for each unit, in unit sizes: so much that a device, with 120 MiB, streams what our writer makes. */
    private static final int COST = 16;

    /** Below this, handing a unit to another thread costs more than it gains; hostile input may have millions of them. */
    private static final int SMALLEST = 16 << 10;

    public static ParallelDecodeBudget of(int largest, WorkerThreads workers) {
        if (!workers.parallel()) {
            return new ParallelDecodeBudget(-1, 1);
        }
        long affordable = Runtime.getRuntime().maxMemory() / COST;
        long size = Math.min(largest, affordable / 2);
        return new ParallelDecodeBudget(size, (int) Math.min(workers.threads(), affordable / size));
    }

    /** Whether a unit of this size, or -1 if that is not known, is decompressed as a whole. */
    public boolean fits(long decompressed) {
        return decompressed >= SMALLEST && decompressed <= largest;
    }
}
