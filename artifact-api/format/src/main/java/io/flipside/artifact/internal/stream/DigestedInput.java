// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the SHA-256 of what is read. */
public final class DigestedInput extends FilterInputStream {
    private final MessageDigest digest = sha256();

    public DigestedInput(InputStream in) {
        super(in);
    }

    /** A new SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
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
            digest.update(target, offset, n);
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
        digest.update(bytes, 0, length);
    }

    /** The digest in lower-case hex; call it once, at the end. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
