// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import java.io.IOException;
import java.io.InputStream;

/** Packed bytes up to a limit as a stream, with their number. */
final class PackedInput extends InputStream {
    private final Packed in;
    private final long limit;
    private long count;

    PackedInput(Packed in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /** How many have been read. */
    long count() {
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
