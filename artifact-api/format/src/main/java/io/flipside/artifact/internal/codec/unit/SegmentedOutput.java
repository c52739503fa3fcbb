// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Collects bytes in segments of 1 MiB, so that it grows without copying. Not thread-safe. */
public final class SegmentedOutput extends OutputStream {
    private static final int PIECE = 1 << 20;

    private final List<ByteBuffer> pieces = new ArrayList<>();
    private ByteBuffer last = ByteBuffer.allocate(0);
    private long size;

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int at = offset;
        for (int left = length; left > 0; ) {
            if (!last.hasRemaining()) {
                last = ByteBuffer.allocate(PIECE);
                pieces.add(last);
            }
            int n = Math.min(left, last.remaining());
            last.put(bytes, at, n);
            at += n;
            left -= n;
        }
        size += length;
    }

    public long size() {
        return size;
    }

    /** What was written, each piece with its limit at its end. */
    public List<ByteBuffer> pieces() {
        return pieces.stream().map(piece -> piece.duplicate().flip()).toList();
    }
}
