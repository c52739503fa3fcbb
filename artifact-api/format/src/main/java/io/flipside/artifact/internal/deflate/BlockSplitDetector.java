// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.deflate;

import java.util.Arrays;

/**
 * Decides where a new deflate block begins, by comparing the statistics of recent symbols with those of the block. A
 * new block has to save more than its header costs. Not thread-safe.
 */
final class BlockSplitDetector {
    private static final int KINDS = 10;
    private static final int STEP = 512;
    private static final int MIN_BLOCK = 5000;
    private static final int YOUNG_BLOCK = 10_000;

    private final int[] before = new int[KINDS];
    private final int[] recent = new int[KINDS];
    private int beforeTotal;
    private int recentTotal;

    void literal(int value) {
        recent[((value >>> 5) & 6) | (value & 1)]++;
        recentTotal++;
    }

    void match(int length) {
        recent[length < 9 ? 8 : 9]++;
        recentTotal++;
    }

    /** Whether the block should end here; asked after every symbol. */
    boolean due(int blockLength) {
        if (recentTotal < STEP || blockLength < MIN_BLOCK) {
            return false;
        }
        if (beforeTotal > 0 && differs(blockLength)) {
            return true;
        }
        for (int i = 0; i < KINDS; i++) {
            before[i] += recent[i];
            recent[i] = 0;
        }
        beforeTotal += recentTotal;
        recentTotal = 0;
        return false;
    }

    private boolean differs(int blockLength) {
        long delta = 0;
        for (int i = 0; i < KINDS; i++) {
            long expected = (long) before[i] * recentTotal;
            long actual = (long) recent[i] * beforeTotal;
            delta += Math.abs(expected - actual);
        }
        long cutoff = (long) recentTotal * beforeTotal * 200 / 512;
        int items = beforeTotal + recentTotal;
        if (blockLength < YOUNG_BLOCK && items < 8192) {
            cutoff += cutoff * (8192 - items) / 8192;
        }
        return delta + (long) (blockLength / 4096) * beforeTotal >= cutoff;
    }

    void reset() {
        Arrays.fill(before, 0);
        Arrays.fill(recent, 0);
        beforeTotal = 0;
        recentTotal = 0;
    }
}
