// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import java.io.IOException;
import java.util.Optional;

/** Tells up to where a stream of decompressed bytes was read, and can jump to certain positions to resume there. */
public interface ResumableInput {
    /** How many decompressed bytes lie before the one that is read next; for the thread that reads. */
    long position();

    /**
     * The last place in a range of the decompressed stream that was passed lately; for any thread.
     *
     * @param from the range's start
     * @param to the range's end, which is not far behind what has been read
     */
    Optional<UnitPosition> last(long from, long to);

    /**
     * Goes on at a place ahead. Whether it is one shows when it is read: nothing of it is believed.
     *
     * @return false, and nothing has changed, if more than that was read from the compressed stream already
     */
    boolean jump(UnitPosition place) throws IOException;
}
