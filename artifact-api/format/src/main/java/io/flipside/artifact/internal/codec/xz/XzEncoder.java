// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import io.flipside.artifact.internal.codec.unit.SegmentedOutput;
import io.flipside.artifact.internal.codec.unit.UnitEncoder;
import io.flipside.artifact.internal.stream.BoundedReads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.FinishableOutputStream;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;

/**
 * Compresses data to one xz stream of independent blocks. Each block has both sizes in its header and a CRC32 check;
 * the index of all blocks is at the end. The library's own stream writer compresses one block after the other, so the
 * container is written here.
 */
public final class XzEncoder implements UnitEncoder {
    private static final int UNIT = 32 << 20;
    private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final byte[] FOOTER_MAGIC = {'Y', 'Z'};
    /** Check type CRC32. */
    private static final byte[] FLAGS = {0, 1};

    private static final int TRANSFER = 64 << 10;

    private final int preset;
    /** The encoders' tables, some 90 MiB each, used again for the next unit. */
    private final ArrayCache encoders = new BasicArrayCache();

    private final List<long[]> index = new ArrayList<>();

    public XzEncoder(int preset) {
        this.preset = preset;
    }

    @Override
    public int unitSize() {
        return UNIT;
    }

    @Override
    public int window(int threads) {
        // One more, so that nobody waits for the slowest; it takes only what it was compressed to.
        return threads + 1;
    }

    @Override
    public byte[] head() {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(MAGIC);
        head.writeBytes(FLAGS);
        number(head, crc(FLAGS, 0, FLAGS.length), 4);
        return head.toByteArray();
    }

    @Override
    public Encoded encode(InputStream content, int length) throws IOException {
        LZMA2Options options = options(length);
        SegmentedOutput data = new SegmentedOutput();
        CRC32 crc = new CRC32();
        try (FinishableOutputStream lzma = options.getOutputStream(new FinishableWrapperOutputStream(data), encoders)) {
            byte[] buffer = new byte[TRANSFER];
            for (int left = length; left > 0; ) {
                int n = Math.min(left, buffer.length);
                BoundedReads.exactly(content, buffer, n);
                crc.update(buffer, 0, n);
                lzma.write(buffer, 0, n);
                left -= n;
            }
            lzma.finish();
        }
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        end.write(new byte[3], 0, (int) (-data.size() & 3));
        number(end, crc.getValue(), 4);
        List<ByteBuffer> parts = new ArrayList<>();
        parts.add(ByteBuffer.wrap(blockHeader(data.size(), length, options.getDictSize())));
        parts.addAll(data.pieces());
        parts.add(ByteBuffer.wrap(end.toByteArray()));
        return new Encoded(parts, length);
    }

    private LZMA2Options options(int length) throws UnsupportedOptionsException {
        LZMA2Options options = new LZMA2Options(preset);
        int needed = Math.max(LZMA2Options.DICT_SIZE_MIN, Integer.highestOneBit(Math.max(1, length - 1)) << 1);
        options.setDictSize(Math.min(options.getDictSize(), needed));
        return options;
    }

    private static byte[] blockHeader(long compressed, long decompressed, int dictionary) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.write(0);
        fields.write(0xc0); // one filter, both sizes present
        variable(fields, compressed);
        variable(fields, decompressed);
        fields.write(0x21); // LZMA2
        fields.write(1);
        fields.write(dictionaryCode(dictionary));
        fields.write(new byte[3], 0, -fields.size() & 3);
        byte[] bytes = fields.toByteArray();
        bytes[0] = (byte) (bytes.length / 4); // real size / 4 - 1, the CRC32 being 4 bytes more
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(bytes);
        number(header, crc(bytes, 0, bytes.length), 4);
        return header.toByteArray();
    }

    /** Powers of two only: 4 KiB is 0, 8 KiB is 2, and so on. */
    private static int dictionaryCode(int size) {
        return 2 * (Integer.numberOfTrailingZeros(size) - 12);
    }

    @Override
    public void written(Encoded unit) {
        // The index wants the size without the padding, of which at most 3 bytes precede the check.
        index.add(new long[] {unpadded(unit), unit.decompressed()});
    }

    private static long unpadded(Encoded unit) {
        byte[] bytes = unit.parts().get(0).array();
        int headerLength = (bytes[0] + 1) * 4;
        long compressed = 0;
        int at = 2;
        int shift = 0;
        do {
            compressed |= (long) (bytes[at] & 0x7f) << shift;
            shift += 7;
        } while ((bytes[at++] & 0x80) != 0);
        return headerLength + compressed + 4;
    }

    @Override
    public byte[] tail() {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        records.write(0);
        variable(records, index.size());
        for (long[] sizes : index) {
            variable(records, sizes[0]);
            variable(records, sizes[1]);
        }
        records.write(new byte[3], 0, -records.size() & 3);
        byte[] bytes = records.toByteArray();
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        number(footer, bytes.length / 4, 4); // index size / 4 - 1, its CRC32 being 4 bytes more
        footer.writeBytes(FLAGS);
        byte[] checked = footer.toByteArray();
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        tail.writeBytes(bytes);
        number(tail, crc(bytes, 0, bytes.length), 4);
        number(tail, crc(checked, 0, checked.length), 4);
        tail.writeBytes(checked);
        tail.writeBytes(FOOTER_MAGIC);
        return tail.toByteArray();
    }

    private static long crc(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return crc.getValue();
    }

    private static void number(ByteArrayOutputStream out, long value, int octets) {
        for (int i = 0; i < octets; i++) {
            out.write((int) (value >>> (8 * i)));
        }
    }

    private static void variable(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left >= 0x80) {
            out.write((int) (left | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
