// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.flipside.artifact.internal.stream.BulkInput;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.Workers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/** The frames of a zstd stream; small ones that say what they expand to can be expanded side by side. */
final class ZstdUnits implements UnitSource {
    private static final long SKIPPABLE = 0x184d2a50L;

    private final Packed in;
    private final Ahead ahead;
    private final Buffers buffers;
    private InputStream frame = InputStream.nullInputStream();
    private LibraryInput library = library();
    private boolean midFrame;

    ZstdUnits(Packed in, Workers workers, Buffers buffers) {
        this.in = in;
        this.ahead = Ahead.of(MAX_WHOLE, workers);
        this.buffers = buffers;
    }

    @Override
    public int window(int threads) {
        return ahead.units();
    }

    @Override
    public Optional<Unit> next() throws IOException {
        while (!in.atEnd()) {
            long magic = in.number(4);
            if (magic == ZstdFrame.MAGIC) {
                return Optional.of(unit(new ZstdFrame(in)));
            }
            if ((magic & ~0xfL) != SKIPPABLE) {
                throw new MalformedException("not zstd");
            }
            skip(in.number(4));
        }
        return Optional.empty();
    }

    private void skip(long length) throws IOException {
        for (long left = length; left > 0; ) {
            if (in.atEnd()) {
                throw new MalformedException("compressed data is cut off");
            }
            int step = (int) Math.min(left, in.available());
            in.advance(step);
            left -= step;
        }
    }

    private Unit unit(ZstdFrame found) throws IOException {
        long size = found.contentSize();
        if (!ahead.fits(size) || found.shortBlocks()) {
            return streamed(found, size);
        }
        int expanded = (int) size;
        int bound = (int) Zstd.compressBound(size);
        byte[] packed = buffers.take(bound + 1);
        int length = found.readNBytes(packed, 0, bound + 1);
        if (length > bound) {
            return streamed(new SequenceInputStream(new ByteArrayInputStream(packed, 0, length), found), size);
        }
        return (Unit.Whole) () -> {
            byte[] out = buffers.take(expanded);
            expand(packed, length, out, expanded);
            buffers.give(packed);
            return new Chunk(out, expanded);
        };
    }

    private static void expand(byte[] packed, int length, byte[] out, int expanded) throws MalformedException {
        try {
            if (Zstd.decompressByteArray(out, 0, expanded, packed, 0, length) != expanded) {
                throw new MalformedException("zstd frame is not as long as it says");
            }
        } catch (ZstdException e) {
            throw new MalformedException("malformed zstd data: " + e.getMessage(), e);
        }
    }

    private Unit streamed(InputStream packed, long size) throws IOException {
        if (midFrame) {
            // Left before its end: the decoder would take what comes for the rest of it.
            library.close();
            library = library();
        }
        frame = packed;
        midFrame = true;
        return new Unit.Streamed(new FrameInput(size));
    }

    /** The library's decoder, one for all frames, as a new one is given its window anew. */
    private LibraryInput library() {
        return new LibraryInput(new PackedFrames(), packed -> {
            ZstdInputStreamNoFinalizer expanded = new ZstdInputStreamNoFinalizer(packed);
            expanded.setLongMax(Decoders.ZSTD_WINDOW_LOG);
            return expanded;
        });
    }

    @Override
    public void close() throws IOException {
        library.close();
    }

    /** Packed bytes of the current frame, and then of the next one when there is one. */
    private final class PackedFrames extends InputStream {
        @Override
        public int read() throws IOException {
            return frame.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return frame.read(target, offset, length);
        }
    }

    /** Expanded bytes of the current frame. The library does not count them if the last block is empty. */
    private final class FrameInput extends BulkInput {
        private final long promised;
        private long total;

        FrameInput(long promised) {
            this.promised = promised;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = library.read(target, offset, length);
            midFrame &= n >= 0;
            total += Math.max(n, 0);
            if (n < 0 && promised != -1 && total != promised) {
                throw new MalformedException("zstd frame is not as long as it says");
            }
            return n;
        }
    }
}
