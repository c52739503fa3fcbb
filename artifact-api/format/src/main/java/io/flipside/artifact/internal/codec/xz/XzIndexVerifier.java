// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.model.Sha256Calculator;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Verifies that the index of an xz stream lists the sizes of the blocks that were read. Keeps only a digest of these
 * sizes. Not thread-safe.
 */
final class XzIndexVerifier {
    private final Sha256Calculator sum = new Sha256Calculator();
    private final boolean fromFirst;
    private long count;

    /**
     * None yet.
     *
     * @param fromFirst whether all blocks of the stream will come; else only those from some block on
     */
    XzIndexVerifier(boolean fromFirst) {
        this.fromFirst = fromFirst;
    }

    void add(long unpadded, long decompressed) {
        sum.update(
                ByteBuffer.allocate(16).putLong(unpadded).putLong(decompressed).flip());
        count++;
    }

    /** Reads an index, of which the first octet has been read already: it must end with these records. */
    void requireIndex(XzFieldReader index) throws IOException {
        long number = index.variable();
        if (number < count || (fromFirst && number > count)) {
            throw wrong();
        }
        for (long i = 0; i < number - count; i++) {
            index.variable();
            index.variable();
        }
        XzIndexVerifier listed = new XzIndexVerifier(fromFirst);
        for (long i = 0; i < count; i++) {
            listed.add(index.variable(), index.variable());
        }
        if (!sum.digest().equals(listed.sum.digest())) {
            throw wrong();
        }
        index.zerosTo(index.length() + 3 & ~3L);
        index.requireChecksum();
    }

    private static MalformedException wrong() {
        return new MalformedException("xz index does not fit the blocks");
    }
}
