// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.flipside.artifact.internal.codec.unit.BufferPool;
import io.flipside.artifact.internal.codec.unit.CompressedInputBuffer;
import io.flipside.artifact.internal.codec.unit.CompressedUnit;
import io.flipside.artifact.internal.codec.unit.CompressedUnitReader;
import io.flipside.artifact.internal.codec.unit.LibraryDecoderInput;
import io.flipside.artifact.internal.codec.unit.ParallelDecodeBudget;
import io.flipside.artifact.internal.codec.unit.PooledBytes;
import io.flipside.artifact.internal.stream.AbstractInputStream;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.WorkerThreads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/**
 * Splits a zstd stream into its frames. Small frames whose header contains the decompressed size can be decompressed in
 * parallel.
 */
public final class ZstdUnitReader implements CompressedUnitReader {
    private static final long SKIPPABLE = 0x184d2a50L;

    private final CompressedInputBuffer in;
    private final ParallelDecodeBudget ahead;
    private final BufferPool buffers;
    private InputStream frame = InputStream.nullInputStream();
    private LibraryDecoderInput library = library();
    private boolean midFrame;

    public ZstdUnitReader(CompressedInputBuffer in, WorkerThreads workers, BufferPool buffers) {
        this.in = in;
        this.ahead = ParallelDecodeBudget.of(MAX_WHOLE, workers);
        this.buffers = buffers;
    }

    @Override
    public int window(int threads) {
        return ahead.units();
    }

    @Override
    public Optional<CompressedUnit> next() throws IOException {
        while (!in.atEnd()) {
            long magic = in.number(4);
            if (magic == ZstdFrameInput.MAGIC) {
                return Optional.of(unit(new ZstdFrameInput(in)));
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

    private CompressedUnit unit(ZstdFrameInput found) throws IOException {
        long size = found.contentSize();
        if (!ahead.fits(size) || found.shortBlocks()) {
            return streamed(found, size);
        }
        int decompressed = (int) size;
        int bound = (int) Zstd.compressBound(size);
        byte[] compressed = buffers.take(bound + 1);
        int length = found.readNBytes(compressed, 0, bound + 1);
        if (length > bound) {
            return streamed(new SequenceInputStream(new ByteArrayInputStream(compressed, 0, length), found), size);
        }
        return (CompressedUnit.Whole) () -> {
            byte[] out = buffers.take(decompressed);
            decompress(compressed, length, out, decompressed);
            buffers.give(compressed);
            return new PooledBytes(out, decompressed);
        };
    }

    private static void decompress(byte[] compressed, int length, byte[] out, int decompressed)
            throws MalformedException {
        try {
            if (Zstd.decompressByteArray(out, 0, decompressed, compressed, 0, length) != decompressed) {
                throw new MalformedException("zstd frame is not as long as it says");
            }
        } catch (ZstdException e) {
            throw new MalformedException("malformed zstd data: " + e.getMessage(), e);
        }
    }

    private CompressedUnit streamed(InputStream compressed, long size) throws IOException {
        if (midFrame) {
            // Left before its end: the decoder would take what comes for the rest of it.
            library.close();
            library = library();
        }
        frame = compressed;
        midFrame = true;
        return new CompressedUnit.Streamed(new FrameInput(size));
    }

    /** The library's decoder, one for all frames, as a new one is given its window anew. */
    private LibraryDecoderInput library() {
        return new LibraryDecoderInput(new CompressedFrames(), compressed -> {
            ZstdInputStreamNoFinalizer decompressed = new ZstdInputStreamNoFinalizer(compressed);
            decompressed.setLongMax(ZstdFrameInput.MAX_WINDOW_LOG);
            return decompressed;
        });
    }

    @Override
    public void close() throws IOException {
        library.close();
    }

    /** Reads the compressed bytes of the current frame, and then of the next one when there is one. */
    private final class CompressedFrames extends InputStream {
        @Override
        public int read() throws IOException {
            return frame.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return frame.read(target, offset, length);
        }
    }

    /**
     * Reads the decompressed bytes of the current frame, and counts them, as the library does not if the last block
     * is empty. The library does not count them if the last block is empty.
     */
    private final class FrameInput extends AbstractInputStream {
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
