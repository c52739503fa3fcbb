// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import java.io.IOException;
import java.io.InputStream;

/** Reads compressed bytes up to a limit, and counts them. */
public final class BoundedCompressedInput extends InputStream {
    private final CompressedInputBuffer in;
    private final long limit;
    private long count;

    public BoundedCompressedInput(CompressedInputBuffer in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /** How many have been read. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        if (count == limit || in.atEnd()) {
            return -1;
        }
        count++;
        return in.octet();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (count == limit || in.atEnd()) {
            return -1;
        }
        int n = (int) Math.min(Math.min(length, in.available()), limit - count);
        System.arraycopy(in.buffer(), in.position(), target, offset, n);
        in.advance(n);
        count += n;
        return n;
    }
}
