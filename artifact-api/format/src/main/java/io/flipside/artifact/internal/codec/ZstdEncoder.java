// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/** Independent zstd frames with content size and checksum. Thread-safe. */
final class ZstdEncoder implements UnitEncoder {
    private static final int UNIT = 4 << 20;
    private static final int WINDOW = 12;

    private final int level;

    ZstdEncoder(int level) {
        this.level = level;
    }

    @Override
    public int unitSize() {
        return UNIT;
    }

    @Override
    public int window(int threads) {
        return Math.max(WINDOW, threads + 2);
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public Encoded encode(byte[] unit, int length) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(level);
            context.setChecksum(true);
            context.setContentSize(true);
            byte[] input = length == unit.length ? unit : Arrays.copyOf(unit, length);
            byte[] out = context.compress(input);
            return new Encoded(out, out.length, length);
        }
    }

    @Override
    public byte[] tail() {
        return new byte[0];
    }
}
