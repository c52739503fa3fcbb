// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.gzip;

import io.flipside.artifact.internal.codec.unit.BufferPool;
import io.flipside.artifact.internal.codec.unit.CompressedInputBuffer;
import io.flipside.artifact.internal.codec.unit.CompressedUnit;
import io.flipside.artifact.internal.codec.unit.CompressedUnitReader;
import io.flipside.artifact.internal.codec.unit.PooledBytes;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Splits a gzip stream into its members. Those whose header contains their size can be decompressed in parallel. */
public final class GzipUnitReader implements CompressedUnitReader {
    private final CompressedInputBuffer in;
    private final BufferPool buffers;
    private boolean started;

    public GzipUnitReader(CompressedInputBuffer in, BufferPool buffers) {
        this.in = in;
        this.buffers = buffers;
    }

    @Override
    public Optional<CompressedUnit> next() throws IOException {
        if (in.atEnd()) {
            if (!started) {
                throw new MalformedException("empty, not gzip");
            }
            return Optional.empty();
        }
        started = true;
        GzipHeader header = GzipHeader.read(in);
        OptionalInt body = header.wholeBody();
        return Optional.of(
                body.isPresent()
                        ? whole(header, body.getAsInt())
                        : new CompressedUnit.Streamed(new GzipMemberInput(in)));
    }

    private CompressedUnit whole(GzipHeader header, int length) throws IOException {
        byte[] compressed = buffers.take(length);
        in.exactly(compressed, 0, length);
        int decompressed = (int) header.sizes().decompressed();
        return (CompressedUnit.Whole) () -> {
            byte[] out = buffers.take(decompressed);
            GzipMemberDecoder.decompress(compressed, length, out, decompressed);
            buffers.give(compressed);
            return new PooledBytes(out, decompressed);
        };
    }
}
