// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.stream;

import java.io.IOException;
import java.io.InputStream;

/** Bases a stream on reading into an array; reading a single byte costs as much as reading many. */
public abstract class ArrayReadInputStream extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Unlike its parent's, this is where the bytes come from. */
    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;
}
