// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import java.io.IOException;
import java.io.InputStream;

/** Represents a part of a compressed stream that can be decompressed independently of the parts before it. */
public sealed interface CompressedUnit {
    /** Decompresses a small unit that is in memory as a whole; any thread may do it. */
    non-sealed interface Whole extends CompressedUnit {
        PooledBytes decompress() throws IOException;
    }

    /**
     * Decompresses a unit of unknown size while it is read; it must be read to its end before the next unit is asked
     * for.
     *
     * @param content decompresses while it is read
     */
    record Streamed(InputStream content) implements CompressedUnit {}
}
