// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Implements the single-byte {@code read()} of a stream by its {@code read(byte[], int, int)}. */
public abstract class AbstractInputStream extends InputStream {
    private static final int SCRATCH = 64 << 10;

    private byte @Nullable [] scratch;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Unlike its parent's, this is where the bytes come from. */
    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;

    /**
     * Writes the next bytes in one piece. A stream that has them in an array hands that out, which saves a copy.
     *
     * @param most how many at most, at least 1
     * @return how many, or -1 at the end
     */
    public int writeTo(OutputStream out, int most) throws IOException {
        if (scratch == null) {
            scratch = new byte[SCRATCH];
        }
        int n = read(scratch, 0, Math.min(most, SCRATCH));
        if (n > 0) {
            out.write(scratch, 0, n);
        }
        return n;
    }
}
