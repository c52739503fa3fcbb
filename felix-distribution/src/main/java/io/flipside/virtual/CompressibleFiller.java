// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.virtual;

import java.util.Random;

/** Generates endless bytes that compress to about half, as filler for images. The same seed gives the same bytes. */
final class CompressibleFiller {
    private static final int BLOCK = 4096;
    private static final int CHUNK = 16 * BLOCK;

    private final Random random;

    CompressibleFiller(long seed) {
        random = new Random(seed);
    }

    /** The next piece. */
    byte[] next() {
        byte[] chunk = new byte[CHUNK];
        byte[] half = new byte[BLOCK / 2];
        for (int at = 0; at < CHUNK; at += BLOCK) {
            random.nextBytes(half);
            System.arraycopy(half, 0, chunk, at, half.length);
        }
        return chunk;
    }
}
