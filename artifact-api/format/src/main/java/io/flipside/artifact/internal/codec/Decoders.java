// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.flipside.artifact.internal.stream.Workers;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/** Opens compressed streams for reading. Whatever is malformed comes as a MalformedException. */
public final class Decoders {
    /** Memory for xz in KiB: the format's default compressor has a dictionary of 64 MiB, and needs a little more. */
    static final int XZ_MEMORY_KIB = 68 << 10;
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

    /** Expands xz. */
    public static InputStream xz(InputStream in) {
        return new LibraryInput(in, packed -> new XZInputStream(packed, XZ_MEMORY_KIB, new DictionaryCache()));
    }

    /** Expands zstd, of one or several frames. */
    public static InputStream zstd(InputStream in) {
        return new LibraryInput(in, packed -> {
            ZstdInputStreamNoFinalizer expanded = new ZstdInputStreamNoFinalizer(packed);
            expanded.setLongMax(ZSTD_WINDOW_LOG);
            return expanded;
        });
    }
}
