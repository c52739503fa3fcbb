// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.AbstractInputStream;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.Sha256Calculator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads a payload file's content, and throws at its end if the digest differs from the manifest's. Not thread-safe. */
final class VerifiedPayloadInput extends AbstractInputStream {
    /** Stays in the processor's nearest cache between reading and hashing. */
    private static final int TRANSFER = 64 << 10;

    private final AbstractInputStream in;
    private final Sha256Calculator sum = new Sha256Calculator();
    private final String name;
    private final Digest promised;
    private final ContainerReader container;
    private long position;
    private boolean checked;

    VerifiedPayloadInput(AbstractInputStream in, String name, Digest promised, ContainerReader container) {
        this.in = in;
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
            sum.update(buffer, 0, n);
            left -= n;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int n = in.read(target, offset, length);
            if (n > 0) {
                sum.update(target, offset, n);
                position += n;
            } else if (n < 0) {
                check();
            }
            return n;
        } catch (MalformedException e) {
            throw container.located(e);
        }
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long before = position;
        OutputStream verified = new VerifiedOutput(out);
        try {
            while (in.writeTo(verified, TRANSFER) >= 0) {
                // each piece is hashed and handed on while it is in the nearest cache
            }
            check();
            return position - before;
        } catch (MalformedException e) {
            throw container.located(e);
        }
    }

    private void check() throws MalformedException {
        if (checked) {
            return;
        }
        Digest found = sum.digest();
        if (!found.equals(promised)) {
            throw new MalformedException(
                    "payload file '" + name + "' has SHA-256 " + found + ", but the manifest promises " + promised);
        }
        checked = true;
    }

    /** Hashes bytes on their way to the consumer. */
    private final class VerifiedOutput extends OutputStream {
        private final OutputStream out;

        VerifiedOutput(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            sum.update(bytes, offset, length);
            out.write(bytes, offset, length);
            position += length;
        }
    }
}
