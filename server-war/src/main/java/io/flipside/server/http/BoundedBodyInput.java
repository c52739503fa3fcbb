// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request body up to a maximum size, and answers a larger one with status 413. */
public final class BoundedBodyInput extends FilterInputStream {
    private final long limit;
    private long count;

    public BoundedBodyInput(InputStream source, long limit) {
        super(source);
        this.limit = limit;
    }

    static ErrorResponseException tooLarge(long limit) {
        return ErrorResponseException.tooLarge("the body is larger than the " + limit + " bytes that are allowed here");
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        counted(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        counted(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        counted(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void counted(long bytes) {
        count += bytes;
        if (count > limit) {
            throw tooLarge(limit);
        }
    }
}
