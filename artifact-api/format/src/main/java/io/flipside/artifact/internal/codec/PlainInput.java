// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.CountingInput;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What is not compressed: every byte of it is a place, of which one in a MiB is named. Not thread-safe. */
final class PlainInput extends CountingInput implements Seekable {
    private static final long DISTANCE = 1 << 20;

    PlainInput(InputStream in) {
        super(in);
    }

    @Override
    public Optional<Place> last(long from, long to) {
        long at = from + (to - from) / DISTANCE * DISTANCE;
        return Optional.of(new Place(at, at));
    }

    @Override
    public boolean jump(Place place) throws IOException {
        if (place.stored() != place.expanded()) {
            throw new MalformedException("this checkpoint belongs to another artifact");
        }
        if (place.stored() < position()) {
            return false;
        }
        skipNBytes(place.stored() - position());
        return true;
    }
}
