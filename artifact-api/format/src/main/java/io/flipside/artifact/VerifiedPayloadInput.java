// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.ArrayReadInputStream;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.Sha256Input;
import io.flipside.artifact.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Reads a payload file's content, and reports its end only if the digest is the one in the manifest. Not thread-safe.
 */
final class VerifiedPayloadInput extends ArrayReadInputStream {
    /** Stays in the processor's nearest cache between reading and hashing. */
    private static final int TRANSFER = 64 << 10;

    private final Sha256Input in;
    private final String name;
    private final Digest promised;
    private final ContainerReader container;
    private long position;
    private boolean checked;

    VerifiedPayloadInput(InputStream in, String name, Digest promised, ContainerReader container) {
        this.in = new Sha256Input(in);
        this.name = name;
        this.promised = promised;
        this.container = container;
    }

    /** How many bytes were read. */
    long position() {
        return position;
    }

    /** Takes into the digest what lies before the bytes to be read, from somewhere else. */
    void absorb(InputStream head, long length) throws IOException {
        byte[] buffer = new byte[TRANSFER];
        for (long left = length; left > 0; ) {
            int n = head.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new MalformedException("of payload file '" + name + "', only " + (length - left) + " of " + length
                        + " bytes were written already");
            }
            in.absorb(buffer, n);
            left -= n;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int n = in.read(target, offset, length);
            if (n < 0 && !checked) {
                check();
            }
            position += Math.max(n, 0);
            return n;
        } catch (MalformedException e) {
            throw container.located(e);
        }
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[TRANSFER];
        long total = 0;
        int n;
        while ((n = read(buffer, 0, buffer.length)) >= 0) {
            out.write(buffer, 0, n);
            total += n;
        }
        return total;
    }

    private void check() throws MalformedException {
        Digest found = in.digest();
        if (!found.equals(promised)) {
            throw new MalformedException(
                    "payload file '" + name + "' has SHA-256 " + found + ", but the manifest promises " + promised);
        }
        checked = true;
    }
}
