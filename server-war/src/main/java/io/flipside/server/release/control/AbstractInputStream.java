// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import java.io.IOException;
import java.io.InputStream;

/**
 * Implements the single-byte {@code read()} of a stream by its {@code read(byte[], int, int)}, the only method left to
 * subclasses.
 */
abstract class AbstractInputStream extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;
}
