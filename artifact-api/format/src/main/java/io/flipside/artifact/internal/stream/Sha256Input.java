// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.stream;

import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.Sha256Calculator;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Computes the SHA-256 digest of the bytes that are read. */
public final class Sha256Input extends FilterInputStream {
    private final Sha256Calculator sum = new Sha256Calculator();

    public Sha256Input(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        if (n > 0) {
            sum.update(target, offset, n);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        throw new IOException("every byte has to be seen");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // what is below outlives this entry
    }

    /** Takes bytes into the digest that come from somewhere else. */
    public void absorb(byte[] bytes, int length) {
        sum.update(bytes, 0, length);
    }

    /** Returns the digest of all bytes; to be called once, at the end. */
    public Digest digest() {
        return sum.digest();
    }
}
