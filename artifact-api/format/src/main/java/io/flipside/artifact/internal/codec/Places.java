// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** The places passed last, a few of them and not too close together, however small units are. Thread-safe. */
final class Places {
    /** With the distance this covers more than any consumer lags behind the reader. */
    private static final int MOST = 16;

    private static final long DISTANCE = 1 << 20;

    private final Deque<Place> lately = new ArrayDeque<>(MOST);

    synchronized void passed(Place place) {
        Place former = lately.peekLast();
        if (former == null || place.expanded() - former.expanded() >= DISTANCE) {
            if (lately.size() == MOST) {
                lately.removeFirst();
            }
            lately.addLast(place);
        }
    }

    synchronized Optional<Place> last(long from, long to) {
        for (Iterator<Place> newest = lately.descendingIterator(); newest.hasNext(); ) {
            Place place = newest.next();
            if (place.expanded() <= to) {
                return place.expanded() >= from ? Optional.of(place) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
