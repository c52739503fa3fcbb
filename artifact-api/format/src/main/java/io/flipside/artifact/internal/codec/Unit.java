// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import java.io.IOException;
import java.io.InputStream;

/** A piece of a compressed stream that can be expanded without the pieces before it. */
sealed interface Unit {
    /** A piece that is in memory as a whole, and small; any thread may expand it. */
    non-sealed interface Whole extends Unit {
        Chunk expand() throws IOException;
    }

    /**
     * A piece of unknown size, to be read to its end before the next one is asked for.
     *
     * @param content expands while it is read
     */
    record Streamed(InputStream content) implements Unit {}
}
