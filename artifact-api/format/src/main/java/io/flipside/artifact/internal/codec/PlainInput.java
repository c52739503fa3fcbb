// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.MalformedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What is not compressed: every byte of it is a place, of which one in a MiB is named. Not thread-safe. */
final class PlainInput extends FilterInputStream implements Seekable {
    private static final long DISTANCE = 1 << 20;

    private long position;

    PlainInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int octet = in.read();
        position += octet < 0 ? 0 : 1;
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = in.read(target, offset, length);
        position += Math.max(n, 0);
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        position += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public long position() {
        return position;
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
        if (place.stored() < position) {
            return false;
        }
        in.skipNBytes(place.stored() - position);
        position = place.expanded();
        return true;
    }
}
