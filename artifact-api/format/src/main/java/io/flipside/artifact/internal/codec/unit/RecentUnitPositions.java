// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Remembers the start positions of recently read units, at which reading can be resumed. They are at least 1 MiB apart.
 * Thread-safe.
 */
public final class RecentUnitPositions {
    /** With the distance this covers more than any consumer lags behind the reader. */
    private static final int MOST = 16;

    private static final long DISTANCE = 1 << 20;

    private final Deque<UnitPosition> lately = new ArrayDeque<>(MOST);

    public synchronized void passed(UnitPosition place) {
        UnitPosition former = lately.peekLast();
        if (former == null || place.decompressed() - former.decompressed() >= DISTANCE) {
            if (lately.size() == MOST) {
                lately.removeFirst();
            }
            lately.addLast(place);
        }
    }

    public synchronized Optional<UnitPosition> last(long from, long to) {
        for (Iterator<UnitPosition> newest = lately.descendingIterator(); newest.hasNext(); ) {
            UnitPosition place = newest.next();
            if (place.decompressed() <= to) {
                return place.decompressed() >= from ? Optional.of(place) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
