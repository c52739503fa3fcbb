// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.ArrayCache;

/**
 * Reuses the dictionary array of one xz block for the next block. Else a few bytes that say "empty block, 64 MiB
 * dictionary" cost a fresh array each time, and a small artifact of such blocks keeps a core busy for an hour. Not
 * thread-safe.
 */
final class XzDictionaryCache extends ArrayCache {
    /** Up to this size allocating is cheap; above it there is only the dictionary. */
    private static final int SMALL = 64 << 10;

    private byte @Nullable [] kept;

    @Override
    public byte[] getByteArray(int size, boolean fillWithZeros) {
        byte[] array = kept;
        if (size <= SMALL || array == null || array.length < size) {
            return new byte[size];
        }
        kept = null;
        if (fillWithZeros) {
            Arrays.fill(array, (byte) 0);
        }
        return array;
    }

    @Override
    public void putArray(byte[] array) {
        if (array.length > SMALL) {
            kept = array;
        }
    }
}
