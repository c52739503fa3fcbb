// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a given number of bytes from another stream, and fails if that stream ends earlier. Closes the other stream,
 * too.
 */
final class ExactLengthInput extends AbstractInputStream {
    private final InputStream source;
    private long left;

    ExactLengthInput(InputStream source, long length) {
        this.source = source;
        this.left = length;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int read = source.read(target, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the stored bytes end " + left + " bytes too early");
        }
        left -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
