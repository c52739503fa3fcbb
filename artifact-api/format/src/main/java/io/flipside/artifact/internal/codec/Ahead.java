// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.Workers;

/**
 * Which units of zstd and xz are expanded as a whole. One on its way costs its packed and its expanded bytes, for xz a
 * dictionary besides, and there is one more than this says: all of them take less than a third of the heap's limit.
 *
 * @param largest most expanded bytes of a unit
 * @param units how many at a time
 */
record Ahead(long largest, int units) {
    /** Heap for each unit, in unit sizes: so much that a device, with 120 MiB, streams what our writer makes. */
    private static final int COST = 16;

    /** Below this, handing a unit to another thread costs more than it gains; hostile input may have millions of them. */
    private static final int SMALLEST = 16 << 10;

    static Ahead of(int largest, Workers workers) {
        if (!workers.parallel()) {
            return new Ahead(-1, 1);
        }
        long affordable = Runtime.getRuntime().maxMemory() / COST;
        long size = Math.min(largest, affordable / 2);
        return new Ahead(size, (int) Math.min(workers.threads(), affordable / size));
    }

    /** Whether a unit of this size, or -1 if that is not known, is expanded as a whole. */
    boolean fits(long expanded) {
        return expanded >= SMALLEST && expanded <= largest;
    }
}
