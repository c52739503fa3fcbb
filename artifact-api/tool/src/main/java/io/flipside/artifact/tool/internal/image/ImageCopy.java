// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/** Copies images, which are mostly empty: where there are only zeros, the copy has holes. */
public final class ImageCopy {
    private static final int PIECE = 64 << 10;
    private static final byte[] ZEROS = new byte[PIECE];

    private ImageCopy() {}

    /**
     * Copies to a new file.
     *
     * @param size how many bytes
     */
    public static void copy(ReadableByteChannel in, FileChannel out, long size) throws IOException {
        var piece = ByteBuffer.allocate(PIECE);
        for (long at = 0; at < size; at += piece.limit()) {
            piece.clear().limit((int) Math.min(PIECE, size - at));
            while (piece.hasRemaining()) {
                if (in.read(piece) < 0) {
                    throw new EOFException("the image ends too early");
                }
            }
            boolean last = at + piece.limit() == size;
            if (last || !Arrays.equals(piece.array(), 0, piece.limit(), ZEROS, 0, piece.limit())) {
                write(piece.flip(), out.position(at));
            }
        }
    }

    private static void write(ByteBuffer piece, FileChannel out) throws IOException {
        while (piece.hasRemaining()) {
            out.write(piece);
        }
    }
}
