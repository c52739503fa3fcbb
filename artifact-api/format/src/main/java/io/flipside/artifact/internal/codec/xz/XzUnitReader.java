// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import io.flipside.artifact.internal.codec.unit.BufferPool;
import io.flipside.artifact.internal.codec.unit.CompressedInputBuffer;
import io.flipside.artifact.internal.codec.unit.CompressedUnit;
import io.flipside.artifact.internal.codec.unit.CompressedUnitReader;
import io.flipside.artifact.internal.codec.unit.ParallelDecodeBudget;
import io.flipside.artifact.internal.codec.unit.PooledBytes;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.WorkerThreads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tukaani.xz.ArrayCache;

/** Splits xz streams into their blocks. Those whose header contains their size can be decompressed in parallel. */
public final class XzUnitReader implements CompressedUnitReader {
    /** Largest block that is decompressed as a whole: what our writer makes. */
    private static final int MAX_BLOCK = 32 << 20;

    private static final long MAGIC = 0x005a587a37fdL;
    private static final int FOOTER_MAGIC = 'Y' | 'Z' << 8;

    private final CompressedInputBuffer in;
    private final ParallelDecodeBudget ahead;
    private final BufferPool buffers;
    private final ConcurrentLinkedQueue<ArrayCache> dictionaries = new ConcurrentLinkedQueue<>();
    private final ArrayCache dictionary = new XzDictionaryCache();
    private XzIndexVerifier records = new XzIndexVerifier(true);
    private int checkType;
    private boolean started;
    private boolean inStream;

    public XzUnitReader(CompressedInputBuffer in, WorkerThreads workers, BufferPool buffers) {
        this.in = in;
        this.ahead = ParallelDecodeBudget.of(MAX_BLOCK, workers);
        this.buffers = buffers;
    }

    @Override
    public int window(int threads) {
        return ahead.units();
    }

    /** Then the index need only end with the blocks seen from there on. */
    @Override
    public void jumped() {
        records = new XzIndexVerifier(false);
    }

    @Override
    public Optional<CompressedUnit> next() throws IOException {
        while (inStream || startStream()) {
            XzFieldReader fields = new XzFieldReader(in);
            int first = fields.octet();
            if (first != 0) {
                return Optional.of(unit(XzBlockHeader.read(fields, first)));
            }
            end(fields);
        }
        return Optional.empty();
    }

    /** Reads up to the first block of the next stream; false if there is none. */
    public boolean startStream() throws IOException {
        while (!in.atEnd()) {
            int first = in.octet();
            if (first != 0 || !started) {
                header(first);
                return true;
            }
            if (in.number(3) != 0) {
                throw new MalformedException("xz padding is not zero");
            }
        }
        if (!started) {
            throw new MalformedException("empty, not xz");
        }
        return false;
    }

    private void header(int first) throws IOException {
        if ((first | in.number(5) << 8) != MAGIC) {
            throw new MalformedException(started ? "garbage behind an xz stream" : "not xz");
        }
        XzFieldReader flags = new XzFieldReader(in);
        if (flags.octet() != 0) {
            throw new MalformedException("xz stream has unknown flags");
        }
        checkType = flags.octet();
        flags.requireChecksum();
        XzCheck.of(checkType);
        records = new XzIndexVerifier(true);
        started = true;
        inStream = true;
    }

    private void end(XzFieldReader index) throws IOException {
        records.requireIndex(index);
        long checksum = in.number(4);
        XzFieldReader footer = new XzFieldReader(in);
        // Both are lengths; what is stored leaves 4 bytes out, as the index does that precedes its checksum.
        boolean right = footer.number(4) * 4 == index.length();
        right &= footer.octet() == 0 && footer.octet() == checkType;
        if (!right || footer.checksum() != checksum || in.number(2) != FOOTER_MAGIC) {
            throw new MalformedException("xz footer does not fit the stream");
        }
        inStream = false;
    }

    private CompressedUnit unit(XzBlockHeader block) throws IOException {
        XzCheck check = XzCheck.of(checkType);
        if (!whole(block)) {
            return new CompressedUnit.Streamed(new XzBlockInput(in, block, check, dictionary, records::add));
        }
        byte[] compressed = new byte[(int) (block.compressed() + 3 & ~3L) + check.size()];
        in.exactly(compressed, 0, compressed.length);
        records.add(block.unpadded(block.compressed(), check.size()), block.decompressed());
        return (CompressedUnit.Whole) () -> decompress(block, compressed, check);
    }

    /** Whether it is known to be small, and to be no larger compressed than a compressor would leave it. */
    private boolean whole(XzBlockHeader block) {
        long decompressed = block.decompressed();
        return block.compressed() >= 0
                && block.compressed() <= decompressed + decompressed / 1024 + 1024
                && ahead.fits(decompressed);
    }

    private PooledBytes decompress(XzBlockHeader block, byte[] compressed, XzCheck check) throws IOException {
        ArrayCache lent = Optional.ofNullable(dictionaries.poll()).orElseGet(XzDictionaryCache::new);
        int decompressed = (int) block.decompressed();
        byte[] out = buffers.take(decompressed);
        InputStream content = new XzBlockInput(
                new CompressedInputBuffer(new ByteArrayInputStream(compressed)),
                block.small(),
                check,
                lent,
                (unpadded, size) -> {});
        content.readNBytes(out, 0, decompressed);
        if (content.read() >= 0) {
            throw new MalformedException("xz block is not as long as it says");
        }
        dictionaries.add(lent);
        return new PooledBytes(out, decompressed);
    }
}
