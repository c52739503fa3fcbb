// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.io.InputStream;

/** Compressed bytes, buffered, with a look at the buffer for decoders that must not read too far. Not thread-safe. */
final class Packed {
    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int at;
    private int end;
    private long read;

    Packed(InputStream in) {
        this.in = in;
    }

    /** Whether nothing is left. */
    boolean atEnd() throws IOException {
        return at == end && !fill();
    }

    /** Reads more into the empty buffer; false at the end. */
    boolean fill() throws IOException {
        int n = in.read(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(n, 0);
        read += end;
        return n > 0;
    }

    /** How many bytes lie before the one that is decoded next. */
    long offset() {
        return read - available();
    }

    /** Goes on at an offset ahead; false, and nothing has changed, if bytes behind it are in the buffer or were decoded. */
    boolean jump(long offset) throws IOException {
        if (offset < read) {
            return false;
        }
        in.skipNBytes(offset - read);
        read = offset;
        at = end;
        return true;
    }

    int octet() throws IOException {
        if (atEnd()) {
            throw new MalformedException("compressed data is cut off");
        }
        return buffer[at++] & 0xff;
    }

    /** An unsigned little-endian number. */
    long number(int octets) throws IOException {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value |= (long) octet() << (8 * i);
        }
        return value;
    }

    void exactly(byte[] target, int offset, int length) throws IOException {
        int buffered = Math.min(length, end - at);
        System.arraycopy(buffer, at, target, offset, buffered);
        at += buffered;
        int rest = in.readNBytes(target, offset + buffered, length - buffered);
        read += rest;
        if (rest < length - buffered) {
            throw new MalformedException("compressed data is cut off");
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int position() {
        return at;
    }

    int available() {
        return end - at;
    }

    void advance(int n) {
        at += n;
    }
}
