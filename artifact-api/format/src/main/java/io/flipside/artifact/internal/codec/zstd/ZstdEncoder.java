// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.flipside.artifact.internal.codec.unit.BufferPool;
import io.flipside.artifact.internal.codec.unit.UnitEncoder;
import io.flipside.artifact.internal.stream.BoundedReads;
import java.io.IOException;
import java.io.InputStream;

/** Compresses data to independent zstd frames with content size and checksum. Thread-safe. */
public final class ZstdEncoder implements UnitEncoder {
    private static final int UNIT = 4 << 20;

    private final BufferPool units = new BufferPool();
    private final BufferPool compressed = new BufferPool();
    private final int level;

    public ZstdEncoder(int level) {
        this.level = level;
    }

    @Override
    public int unitSize() {
        return UNIT;
    }

    @Override
    public int window(int threads) {
        return threads + 2;
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public Encoded encode(InputStream content, int length) throws IOException {
        byte[] unit = units.take(UNIT);
        BoundedReads.exactly(content, unit, length);
        byte[] out = compressed.take((int) Zstd.compressBound(UNIT));
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(level);
            context.setChecksum(true);
            context.setContentSize(true);
            int total = context.compressByteArray(out, 0, out.length, unit, 0, length);
            units.give(unit);
            return Encoded.of(out, total, length);
        }
    }

    @Override
    public void written(Encoded unit) {
        compressed.give(unit.parts().get(0).array());
    }

    @Override
    public byte[] tail() {
        return new byte[0];
    }
}
