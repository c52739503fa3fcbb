// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * Counts the bytes read or skipped, and fails once the download attempt has been aborted. One thread reads, others
 * ask for the count.
 */
final class AbortableCountingInput extends FilterInputStream {
    private final BooleanSupplier over;
    private volatile long count;

    AbortableCountingInput(InputStream in, BooleanSupplier over) {
        super(in);
        this.over = over;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    // Only the reading thread writes the count.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        requireGoing();
        int read = in.read(buffer, offset, length);
        requireGoing();
        if (read > 0) {
            count += read;
        }
        return read;
    }

    /** Throws if the attempt is over. */
    void requireGoing() throws IOException {
        if (over.getAsBoolean()) {
            throw new IOException("the download was cut off");
        }
    }

    // As above.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public long skip(long bytes) throws IOException {
        requireGoing();
        long skipped = in.skip(bytes);
        requireGoing();
        count += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
