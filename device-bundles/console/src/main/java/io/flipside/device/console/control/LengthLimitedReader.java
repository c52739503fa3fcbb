// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.control;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Reads from another reader, and fails after a maximum number of characters. */
final class LengthLimitedReader extends FilterReader {
    private int left;

    LengthLimitedReader(Reader in, int limit) {
        super(in);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            throw new IOException("the request is too long");
        }
        int count = super.read(buffer, offset, Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }
}
