// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.codec.gzip.GzipUnitReader;
import io.flipside.artifact.internal.codec.unit.BufferPool;
import io.flipside.artifact.internal.codec.unit.CompressedInputBuffer;
import io.flipside.artifact.internal.codec.unit.ParallelDecompressionInput;
import io.flipside.artifact.internal.codec.unit.UncompressedInput;
import io.flipside.artifact.internal.codec.xz.XzUnitReader;
import io.flipside.artifact.internal.codec.zstd.ZstdUnitReader;
import io.flipside.artifact.internal.stream.WorkerThreads;
import java.io.InputStream;

/** Opens decoders for gzip, xz, zstd and plain data; malformed data raises a MalformedException. */
public final class Decoders {
    private Decoders() {}

    /** Hands out what is not compressed. */
    public static InputStream plain(InputStream in) {
        return new UncompressedInput(in);
    }

    /** Decompresses gzip, of one or several members. */
    public static InputStream gzip(InputStream in, WorkerThreads workers) {
        BufferPool buffers = new BufferPool();
        CompressedInputBuffer compressed = new CompressedInputBuffer(in);
        return new ParallelDecompressionInput(compressed, new GzipUnitReader(compressed, buffers), workers, buffers);
    }

    /** Decompresses xz, of one or several streams. */
    public static InputStream xz(InputStream in, WorkerThreads workers) {
        BufferPool buffers = new BufferPool();
        CompressedInputBuffer compressed = new CompressedInputBuffer(in);
        return new ParallelDecompressionInput(
                compressed, new XzUnitReader(compressed, workers, buffers), workers, buffers);
    }

    /** Decompresses zstd, of one or several frames. */
    public static InputStream zstd(InputStream in, WorkerThreads workers) {
        BufferPool buffers = new BufferPool();
        CompressedInputBuffer compressed = new CompressedInputBuffer(in);
        return new ParallelDecompressionInput(
                compressed, new ZstdUnitReader(compressed, workers, buffers), workers, buffers);
    }
}
