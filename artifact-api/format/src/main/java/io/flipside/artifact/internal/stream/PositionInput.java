// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the bytes that were read from a stream, so that error messages can give the position. Small reads should be
 * buffered above it.
 */
public class PositionInput extends FilterInputStream {
    private long position;

    public PositionInput(InputStream in) {
        super(in);
    }

    /** Bytes read so far. */
    public long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        position += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        position += Math.max(n, 0);
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        position += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
