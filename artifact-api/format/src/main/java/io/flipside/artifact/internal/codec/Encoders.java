// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.codec.gzip.GzipEncoder;
import io.flipside.artifact.internal.codec.unit.UnitEncoder;
import io.flipside.artifact.internal.codec.xz.XzEncoder;
import io.flipside.artifact.internal.codec.zstd.ZstdEncoder;

/** Creates encoders for gzip, xz and zstd; each encoder is used for one stream. */
public final class Encoders {
    private Encoders() {}

    /** gzip in members of 1 MiB. */
    public static UnitEncoder gzip() {
        return new GzipEncoder();
    }

    /**
     * zstd in frames.
     *
     * @param level the library's level
     */
    public static UnitEncoder zstd(int level) {
        return new ZstdEncoder(level);
    }

    /**
     * xz, one stream of blocks.
     *
     * @param preset 0 to 9
     */
    public static UnitEncoder xz(int preset) {
        return new XzEncoder(preset);
    }
}
