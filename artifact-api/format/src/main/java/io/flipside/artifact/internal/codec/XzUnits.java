// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.Workers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tukaani.xz.ArrayCache;

/** The blocks of one or several xz streams; those that say how long they are can be expanded side by side. */
final class XzUnits implements UnitSource {
    /** Largest block that is expanded as a whole: what our writer makes. */
    private static final int MAX_BLOCK = 32 << 20;

    private static final long MAGIC = 0x005a587a37fdL;
    private static final int FOOTER_MAGIC = 'Y' | 'Z' << 8;

    private final Packed in;
    private final Ahead ahead;
    private final Buffers buffers;
    private final ConcurrentLinkedQueue<ArrayCache> dictionaries = new ConcurrentLinkedQueue<>();
    private final ArrayCache dictionary = new DictionaryCache();
    private XzRecords records = new XzRecords(true);
    private int checkType;
    private boolean started;
    private boolean inStream;

    XzUnits(Packed in, Workers workers, Buffers buffers) {
        this.in = in;
        this.ahead = Ahead.of(MAX_BLOCK, workers);
        this.buffers = buffers;
    }

    @Override
    public int window(int threads) {
        return ahead.units();
    }

    /** Then the index need only end with the blocks seen from there on. */
    @Override
    public void jumped() {
        records = new XzRecords(false);
    }

    @Override
    public Optional<Unit> next() throws IOException {
        while (inStream || startStream()) {
            XzFields fields = new XzFields(in);
            int first = fields.octet();
            if (first != 0) {
                return Optional.of(unit(XzBlock.read(fields, first)));
            }
            end(fields);
        }
        return Optional.empty();
    }

    /** Reads up to the first block of the next stream; false if there is none. */
    boolean startStream() throws IOException {
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
        XzFields flags = new XzFields(in);
        if (flags.octet() != 0) {
            throw new MalformedException("xz stream has unknown flags");
        }
        checkType = flags.octet();
        flags.requireChecksum();
        XzCheck.of(checkType);
        records = new XzRecords(true);
        started = true;
        inStream = true;
    }

    private void end(XzFields index) throws IOException {
        records.requireIndex(index);
        long checksum = in.number(4);
        XzFields footer = new XzFields(in);
        // Both are lengths; what is stored leaves 4 bytes out, as the index does that precedes its checksum.
        boolean right = footer.number(4) * 4 == index.length();
        right &= footer.octet() == 0 && footer.octet() == checkType;
        if (!right || footer.checksum() != checksum || in.number(2) != FOOTER_MAGIC) {
            throw new MalformedException("xz footer does not fit the stream");
        }
        inStream = false;
    }

    private Unit unit(XzBlock block) throws IOException {
        XzCheck check = XzCheck.of(checkType);
        if (!whole(block)) {
            return new Unit.Streamed(new XzBlockInput(in, block, check, dictionary, records::add));
        }
        byte[] packed = new byte[(int) (block.packed() + 3 & ~3L) + check.size()];
        in.exactly(packed, 0, packed.length);
        records.add(block.unpadded(block.packed(), check.size()), block.expanded());
        return (Unit.Whole) () -> expand(block, packed, check);
    }

    /** Whether it is known to be small, and to be no larger compressed than a compressor would leave it. */
    private boolean whole(XzBlock block) {
        long expanded = block.expanded();
        return block.packed() >= 0 && block.packed() <= expanded + expanded / 1024 + 1024 && ahead.fits(expanded);
    }

    private Chunk expand(XzBlock block, byte[] packed, XzCheck check) throws IOException {
        ArrayCache lent = Optional.ofNullable(dictionaries.poll()).orElseGet(DictionaryCache::new);
        int expanded = (int) block.expanded();
        byte[] out = buffers.take(expanded);
        InputStream content = new XzBlockInput(
                new Packed(new ByteArrayInputStream(packed)), block.small(), check, lent, (unpadded, size) -> {});
        content.readNBytes(out, 0, expanded);
        if (content.read() >= 0) {
            throw new MalformedException("xz block is not as long as it says");
        }
        dictionaries.add(lent);
        return new Chunk(out, expanded);
    }
}
