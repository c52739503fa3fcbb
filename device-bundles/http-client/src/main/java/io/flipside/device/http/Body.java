// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.regex.Pattern;

/** The bytes of an answer; ends where the answer ends, and with an exception where the connection ends before. */
abstract class Body extends InputStream {
    final Wire wire;

    Body(Wire wire) {
        this.wire = wire;
    }

    static Body of(Head head, Wire wire) throws IOException {
        if (head.chunked()) {
            return new Chunked(wire);
        }
        return head.length().isPresent() ? new Fixed(wire, head.length().getAsLong()) : new UntilEnd(wire);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] into, int offset, int length) throws IOException;

    /** As long as the head said. */
    private static final class Fixed extends Body {
        private final long total;
        private long left;

        Fixed(Wire wire, long total) {
            super(wire);
            this.total = total;
            this.left = total;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = wire.read(into, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the connection ended after " + (total - left) + " of " + total + " bytes");
            }
            left -= count;
            return count;
        }
    }

    /** Until the connection ends: nobody can tell whether that was all. */
    private static final class UntilEnd extends Body {
        UntilEnd(Wire wire) {
            super(wire);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return wire.read(into, offset, length);
        }
    }

    /** In chunks, each with its size before it. */
    private static final class Chunked extends Body {
        private static final Pattern SIZE = Pattern.compile("[0-9a-fA-F]{1,15}");
        private long left;
        private boolean first = true;
        private boolean ended;

        Chunked(Wire wire) {
            super(wire);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = wire.read(into, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the connection ended within a chunk");
            }
            left -= count;
            return count;
        }

        private void nextChunk() throws IOException {
            wire.allow(1024);
            if (!first && !wire.line().isEmpty()) {
                throw new ProtocolException("sends a chunk longer than its size");
            }
            first = false;
            String size = wire.line().split(";", 2)[0].strip();
            if (!SIZE.matcher(size).matches()) {
                throw new ProtocolException("sends a broken chunk size");
            }
            left = Long.parseLong(size, 16);
            ended = left == 0;
            if (ended) {
                wire.allow(Wire.HEAD_LIMIT);
                String trailer;
                do {
                    trailer = wire.line(); // means nothing here
                } while (!trailer.isEmpty());
            }
        }
    }
}
