// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.Workers;
import java.io.InputStream;

/** Opens compressed streams for reading. Whatever is malformed comes as a MalformedException. */
public final class Decoders {
    /** Largest xz dictionary: that of the format's default compressor, 64 MiB. */
    static final int XZ_DICTIONARY = 64 << 20;
    /** Largest zstd window, 2^26 bytes = 64 MiB. */
    static final int ZSTD_WINDOW_LOG = 26;

    private Decoders() {}

    /** Hands out what is not compressed. */
    public static InputStream plain(InputStream in) {
        return new PlainInput(in);
    }

    /** Expands gzip, of one or several members. */
    public static InputStream gzip(InputStream in, Workers workers) {
        Buffers buffers = new Buffers();
        Packed packed = new Packed(in);
        return new UnitInput(packed, new GzipUnits(packed, buffers), workers, buffers);
    }

    /** Expands xz, of one or several streams. */
    public static InputStream xz(InputStream in, Workers workers) {
        Buffers buffers = new Buffers();
        Packed packed = new Packed(in);
        return new UnitInput(packed, new XzUnits(packed, workers, buffers), workers, buffers);
    }

    /** Expands zstd, of one or several frames. */
    public static InputStream zstd(InputStream in, Workers workers) {
        Buffers buffers = new Buffers();
        Packed packed = new Packed(in);
        return new UnitInput(packed, new ZstdUnits(packed, workers, buffers), workers, buffers);
    }
}
