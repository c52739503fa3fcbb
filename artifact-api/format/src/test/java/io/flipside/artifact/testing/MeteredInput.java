// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.testing;

import java.io.ByteArrayInputStream;

/** A source that can skip, and knows how much of it was read all the same. */
public final class MeteredInput extends ByteArrayInputStream {
    private long fetched;

    public MeteredInput(byte[] bytes) {
        super(bytes);
    }

    /** Bytes that were read, not skipped. */
    public long fetched() {
        return fetched;
    }

    @Override
    public synchronized int read() {
        int octet = super.read();
        fetched += octet < 0 ? 0 : 1;
        return octet;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
        int n = super.read(target, offset, length);
        fetched += Math.max(n, 0);
        return n;
    }
}
