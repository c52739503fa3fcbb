// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.gzip;

import io.flipside.artifact.internal.codec.unit.BufferPool;
import io.flipside.artifact.internal.codec.unit.UnitEncoder;
import io.flipside.artifact.internal.deflate.DeflateCompressor;
import io.flipside.artifact.internal.stream.BoundedReads;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;

/**
 * Compresses data to independent gzip members, and stores the sizes of each member in the extra field {@code FS} of its
 * header. Thread-safe.
 */
public final class GzipEncoder implements UnitEncoder {
    private static final int UNIT = 1 << 20;
    private static final byte[] HEAD = {
        0x1f,
        (byte) 0x8b,
        8,
        4,
        0,
        0,
        0,
        0,
        0,
        (byte) 0xff,
        4 + GzipHeader.EXTRA_LENGTH,
        0,
        'F',
        'S',
        GzipHeader.EXTRA_LENGTH,
        0
    };

    private final BufferPool units = new BufferPool();
    private final BufferPool compressed = new BufferPool();
    private final ConcurrentLinkedQueue<DeflateCompressor> idle = new ConcurrentLinkedQueue<>();

    @Override
    public int unitSize() {
        return UNIT;
    }

    @Override
    public int window(int threads) {
        return 4 * threads; // nobody waits for a unit that takes four times as long as others
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public Encoded encode(InputStream content, int length) throws IOException {
        byte[] unit = units.take(UNIT);
        BoundedReads.exactly(content, unit, length);
        byte[] out = compressed.take(GzipHeader.OWN_LENGTH + GzipHeader.TRAILER_LENGTH + DeflateCompressor.bound(UNIT));
        DeflateCompressor deflate = Optional.ofNullable(idle.poll()).orElseGet(DeflateCompressor::new);
        int end = deflate.compress(unit, length, out, GzipHeader.OWN_LENGTH);
        idle.add(deflate);
        CRC32 crc = new CRC32();
        crc.update(unit, 0, length);
        units.give(unit);
        System.arraycopy(HEAD, 0, out, 0, HEAD.length);
        int total = end + GzipHeader.TRAILER_LENGTH;
        number(out, HEAD.length, total);
        number(out, HEAD.length + 4, length);
        number(out, end, crc.getValue());
        number(out, end + 4, length);
        return Encoded.of(out, total, length);
    }

    @Override
    public void written(Encoded unit) {
        compressed.give(unit.parts().get(0).array());
    }

    private static void number(byte[] target, int at, long value) {
        for (int i = 0; i < 4; i++) {
            target[at + i] = (byte) (value >>> (8 * i));
        }
    }

    @Override
    public byte[] tail() {
        return new byte[0];
    }
}
