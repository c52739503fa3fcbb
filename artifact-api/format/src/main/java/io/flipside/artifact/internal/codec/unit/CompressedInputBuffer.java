// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Buffers compressed input and exposes the buffer to decoders, so that they consume no byte beyond their unit. Not
 * thread-safe.
 */
public final class CompressedInputBuffer {
    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int at;
    private int end;
    private long read;

    public CompressedInputBuffer(InputStream in) {
        this.in = in;
    }

    /** Whether nothing is left. */
    public boolean atEnd() throws IOException {
        return at == end && !fill();
    }

    /** Reads more into the empty buffer; false at the end. */
    public boolean fill() throws IOException {
        int n = in.read(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(n, 0);
        read += end;
        return n > 0;
    }

    /** How many bytes lie before the one that is decoded next. */
    public long offset() {
        return read - available();
    }

    /** Goes on at an offset ahead; false, and nothing has changed, if bytes behind it are in the buffer or were decoded. */
    public boolean jump(long offset) throws IOException {
        if (offset < read) {
            return false;
        }
        in.skipNBytes(offset - read);
        read = offset;
        at = end;
        return true;
    }

    public int octet() throws IOException {
        if (atEnd()) {
            throw new MalformedException("compressed data is cut off");
        }
        return buffer[at++] & 0xff;
    }

    /** An unsigned little-endian number. */
    public long number(int octets) throws IOException {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value |= (long) octet() << (8 * i);
        }
        return value;
    }

    public void exactly(byte[] target, int offset, int length) throws IOException {
        int buffered = Math.min(length, end - at);
        System.arraycopy(buffer, at, target, offset, buffered);
        at += buffered;
        int rest = in.readNBytes(target, offset + buffered, length - buffered);
        read += rest;
        if (rest < length - buffered) {
            throw new MalformedException("compressed data is cut off");
        }
    }

    public byte[] buffer() {
        return buffer;
    }

    public int position() {
        return at;
    }

    public int available() {
        return end - at;
    }

    public void advance(int n) {
        at += n;
    }
}
