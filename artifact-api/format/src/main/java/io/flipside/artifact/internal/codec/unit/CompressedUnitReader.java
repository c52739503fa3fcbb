// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Splits a compressed stream into independently decompressible units: gzip members, xz blocks or zstd frames. */
public interface CompressedUnitReader extends Closeable {
    /** Largest unit, compressed or decompressed, that is handled as a whole; others are streamed. */
    int MAX_WHOLE = 4 << 20;

    /** The next unit; empty at the end. */
    Optional<CompressedUnit> next() throws IOException;

    /** The compressed stream goes on at another unit than the one behind the last: what was counted counts no more. */
    default void jumped() {}

    /** How many units may be decompressed ahead with so many threads; bounds memory. */
    default int window(int threads) {
        return threads + 1;
    }

    /** Releases what units that were not read to their end may hold. */
    @Override
    default void close() throws IOException {}
}
