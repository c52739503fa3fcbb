// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.Awaited;
import io.flipside.artifact.internal.stream.BulkInput;
import io.flipside.artifact.internal.stream.Workers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The expanded bytes of a sequence of units, a few of which are expanded ahead by the workers. Memory: a window of as
 * many units as the source says, and one more. Not thread-safe.
 */
final class UnitInput extends BulkInput implements Seekable {
    private final Packed packed;
    private final UnitSource source;
    private final Workers workers;
    private final Buffers buffers;
    private final int window;
    private final Places places = new Places();
    private final Deque<Expanding> ahead = new ArrayDeque<>();
    private InputStream current = InputStream.nullInputStream();
    private byte @Nullable [] currentBuffer;
    private @Nullable InputStream streamed;
    private long streamedAt;
    private boolean begun;
    private boolean ended;
    private long position;

    /** A unit in the workers' hands, and where it starts. */
    private record Expanding(long offset, Future<Chunk> content) {}

    UnitInput(Packed packed, UnitSource source, Workers workers, Buffers buffers) {
        this.packed = packed;
        this.source = source;
        this.workers = workers;
        this.buffers = buffers;
        this.window = workers.parallel() ? source.window(workers.threads()) : 1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (true) {
            int n = current.read(target, offset, length);
            if (n >= 0) {
                position += n;
                return n;
            }
            if (!advance()) {
                return -1;
            }
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public Optional<Place> last(long from, long to) {
        return places.last(from, to);
    }

    @Override
    public boolean jump(Place place) throws IOException {
        if (!packed.jump(place.stored())) {
            return false;
        }
        source.jumped();
        release();
        ahead.clear();
        streamed = null;
        ended = false;
        position = place.expanded();
        return true;
    }

    private void release() {
        if (currentBuffer != null) {
            buffers.give(currentBuffer);
            currentBuffer = null;
        }
        current = InputStream.nullInputStream();
    }

    private boolean advance() throws IOException {
        release();
        // One unit at first, as whoever sees it may want to jump.
        lookAhead(begun ? window : 1);
        Expanding first = ahead.poll();
        if (first != null) {
            Chunk chunk = Awaited.get(first.content);
            places.passed(new Place(first.offset, position));
            currentBuffer = chunk.bytes();
            current = new ByteArrayInputStream(chunk.bytes(), 0, chunk.length());
            if (begun) {
                lookAhead(window);
            }
            begun = true;
            return true;
        }
        if (streamed != null) {
            places.passed(new Place(streamedAt, position));
            current = streamed;
            streamed = null;
            return true;
        }
        return false;
    }

    private void lookAhead(int units) throws IOException {
        while (!ended && streamed == null && ahead.size() < units) {
            long offset = packed.offset();
            Optional<Unit> next = source.next();
            if (next.isEmpty()) {
                ended = true;
            } else if (next.get() instanceof Unit.Whole whole) {
                ahead.add(new Expanding(offset, workers.submit(whole::expand)));
            } else if (next.get() instanceof Unit.Streamed piece) {
                streamed = piece.content();
                streamedAt = offset;
            }
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
