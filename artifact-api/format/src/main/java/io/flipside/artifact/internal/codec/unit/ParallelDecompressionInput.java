// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import io.flipside.artifact.internal.stream.AbstractInputStream;
import io.flipside.artifact.internal.stream.FutureResult;
import io.flipside.artifact.internal.stream.WorkerThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads the decompressed bytes of a sequence of units, and decompresses the next few units ahead in other threads.
 * Memory: a window of as many units as the source says, and one more. Not thread-safe.
 */
public final class ParallelDecompressionInput extends AbstractInputStream implements ResumableInput {
    private final CompressedInputBuffer compressed;
    private final CompressedUnitReader source;
    private final WorkerThreads workers;
    private final BufferPool buffers;
    private final int window;
    private final RecentUnitPositions places = new RecentUnitPositions();
    private final Deque<PendingUnit> ahead = new ArrayDeque<>();
    private @Nullable PooledBytes whole;
    private int at;
    private InputStream current = InputStream.nullInputStream();
    private @Nullable InputStream streamed;
    private long streamedAt;
    private boolean begun;
    private boolean ended;
    private long position;

    /** Holds the result of a unit that another thread decompresses, and the unit's offset. */
    private record PendingUnit(long offset, Future<PooledBytes> content) {}

    public ParallelDecompressionInput(
            CompressedInputBuffer compressed, CompressedUnitReader source, WorkerThreads workers, BufferPool buffers) {
        this.compressed = compressed;
        this.source = source;
        this.workers = workers;
        this.buffers = buffers;
        this.window = workers.parallel() ? source.window(workers.threads()) : 1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (true) {
            int n = whole == null ? current.read(target, offset, length) : copy(whole, target, offset, length);
            if (n >= 0) {
                position += n;
                return n;
            }
            if (!advance()) {
                return -1;
            }
        }
    }

    private int copy(PooledBytes unit, byte[] target, int offset, int length) {
        int n = Math.min(length, unit.length() - at);
        System.arraycopy(unit.bytes(), at, target, offset, n);
        at += n;
        return n == 0 && length > 0 ? -1 : n;
    }

    /** Hands out the decompressed unit itself. */
    @Override
    public int writeTo(OutputStream out, int most) throws IOException {
        while (whole == null || at == whole.length()) {
            if (whole == null) {
                return super.writeTo(out, most);
            }
            if (!advance()) {
                return -1;
            }
        }
        int n = Math.min(most, whole.length() - at);
        out.write(whole.bytes(), at, n);
        at += n;
        position += n;
        return n;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public Optional<UnitPosition> last(long from, long to) {
        return places.last(from, to);
    }

    @Override
    public boolean jump(UnitPosition place) throws IOException {
        if (!compressed.jump(place.stored())) {
            return false;
        }
        source.jumped();
        release();
        ahead.clear();
        streamed = null;
        ended = false;
        position = place.decompressed();
        return true;
    }

    private void release() {
        if (whole != null) {
            buffers.give(whole.bytes());
            whole = null;
        }
        current = InputStream.nullInputStream();
    }

    private boolean advance() throws IOException {
        release();
        // One unit at first, as whoever sees it may want to jump.
        lookAhead(begun ? window : 1);
        PendingUnit first = ahead.poll();
        if (first != null) {
            whole = FutureResult.get(first.content);
            at = 0;
            places.passed(new UnitPosition(first.offset, position));
            if (begun) {
                lookAhead(window);
            }
            begun = true;
            return true;
        }
        if (streamed != null) {
            places.passed(new UnitPosition(streamedAt, position));
            current = streamed;
            streamed = null;
            return true;
        }
        return false;
    }

    private void lookAhead(int units) throws IOException {
        while (!ended && streamed == null && ahead.size() < units) {
            long offset = compressed.offset();
            Optional<CompressedUnit> next = source.next();
            if (next.isEmpty()) {
                ended = true;
            } else if (next.get() instanceof CompressedUnit.Whole whole) {
                ahead.add(new PendingUnit(offset, workers.submit(whole::decompress)));
            } else if (next.get() instanceof CompressedUnit.Streamed piece) {
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
