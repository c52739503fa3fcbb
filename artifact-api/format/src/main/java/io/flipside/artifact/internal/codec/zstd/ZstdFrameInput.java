// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.zstd;

import io.flipside.artifact.internal.codec.unit.CompressedInputBuffer;
import io.flipside.artifact.internal.stream.AbstractInputStream;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Reads the compressed bytes of one zstd frame (RFC 8878), and finds its end by parsing the block headers, without
 * decompression.
 */
final class ZstdFrameInput extends AbstractInputStream {
    static final long MAGIC = 0xfd2fb528L;

    /** Largest window, 64 MiB, as a power of two. */
    static final int MAX_WINDOW_LOG = 26;

    private static final long MAX_WINDOW = 1L << MAX_WINDOW_LOG;
    private static final int MAX_BLOCK = 128 << 10;
    private static final int[] DICTIONARY_OCTETS = {0, 1, 2, 4};
    private static final int RLE = 1;
    private static final int RESERVED = 3;

    private final CompressedInputBuffer in;
    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();
    private final boolean checksum;
    private final long contentSize;
    private final long maxBlock;
    private byte[] head;
    private int headAt;
    private int left;
    private boolean lastBlock;
    private boolean ended;

    /** Reads the frame's header, of which the magic number has been read already. */
    ZstdFrameInput(CompressedInputBuffer in) throws IOException {
        this.in = in;
        for (int i = 0; i < 4; i++) {
            fields.write((int) (MAGIC >>> (8 * i)));
        }
        int descriptor = (int) field(1);
        if ((descriptor & 8) != 0) {
            throw new MalformedException("zstd frame has unknown flags");
        }
        boolean single = (descriptor & 0x20) != 0;
        long window = single ? 0 : window((int) field(1));
        field(DICTIONARY_OCTETS[descriptor & 3]);
        contentSize = contentSize(descriptor >>> 6, single);
        if (window > MAX_WINDOW || (single && (contentSize < 0 || contentSize > MAX_WINDOW))) {
            throw new MalformedException("zstd frame needs a window of more than 64 MiB");
        }
        maxBlock = Math.min(MAX_BLOCK, single ? contentSize : window);
        checksum = (descriptor & 4) != 0;
        head = fields.toByteArray();
    }

    private static long window(int octet) {
        long base = 1L << (10 + (octet >>> 3));
        return base + base / 8 * (octet & 7);
    }

    private long contentSize(int code, boolean single) throws IOException {
        return switch (code) {
            case 0 -> single ? field(1) : -1;
            case 1 -> field(2) + 256;
            case 2 -> field(4);
            default -> field(8);
        };
    }

    private long field(int octets) throws IOException {
        long value = in.number(octets);
        for (int i = 0; i < octets; i++) {
            fields.write((int) (value >>> (8 * i)));
        }
        return value;
    }

    /** Whether the window leaves blocks shorter than usual: only when it is streamed, the library minds what they decompress to. */
    boolean shortBlocks() {
        return maxBlock < Math.min(MAX_BLOCK, contentSize);
    }

    /** What the frame says it decompresses to; -1 if it does not say, and less if it is beyond all measure. */
    long contentSize() {
        return contentSize;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = 0;
        while (n < length && !ended && (n == 0 || in.available() > 0)) {
            if (headAt < head.length) {
                int step = Math.min(length - n, head.length - headAt);
                System.arraycopy(head, headAt, target, offset + n, step);
                headAt += step;
                n += step;
            } else if (left > 0) {
                int step = body(target, offset + n, length - n);
                left -= step;
                n += step;
            } else {
                nextBlock();
            }
        }
        return n == 0 && length > 0 ? -1 : n;
    }

    private int body(byte[] target, int offset, int length) throws IOException {
        if (in.atEnd()) {
            throw new MalformedException("compressed data is cut off");
        }
        int step = Math.min(Math.min(length, left), in.available());
        System.arraycopy(in.buffer(), in.position(), target, offset, step);
        in.advance(step);
        return step;
    }

    private void nextBlock() throws IOException {
        if (lastBlock) {
            ended = true;
            return;
        }
        int header = (int) in.number(3);
        int type = header >>> 1 & 3;
        int size = header >>> 3;
        if (type == RESERVED || size > maxBlock) {
            throw new MalformedException("malformed zstd block");
        }
        head = new byte[] {(byte) header, (byte) (header >>> 8), (byte) (header >>> 16)};
        headAt = 0;
        left = type == RLE ? 1 : size;
        lastBlock = (header & 1) != 0;
        if (lastBlock && checksum) {
            left += 4;
        }
    }
}
