// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in a thread of its own, a few buffers ahead, so that reading, decompressing and hashing overlap with
 * whatever the consumer does. Starts with the first read. Not thread-safe.
 */
public final class PrefetchedInput extends ArrayReadInputStream {
    private static final int BUFFER = 256 << 10;
    private static final int BUFFERS = 4;

    private final InputStream in;
    private final WorkerThreads workers;
    private final BlockingQueue<Slice> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
    private @Nullable Future<?> pump;
    private @Nullable Slice current;
    private int at;
    private long position;

    /** Holds bytes that were read; a negative length is the end. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Slice(byte[] bytes, int length) {}

    public PrefetchedInput(InputStream in, WorkerThreads workers) {
        this.in = in;
        this.workers = workers;
    }

    /** How many bytes the consumer has got. */
    public long position() {
        return position;
    }

    private Void pump() throws IOException, InterruptedException {
        int n = 0;
        try {
            while (n >= 0) {
                byte[] buffer = free.take();
                n = in.readNBytes(buffer, 0, BUFFER);
                if (n == 0) {
                    n = -1;
                }
                filled.put(new Slice(buffer, n));
            }
        } finally {
            if (n >= 0) {
                // Failed: the consumer finds out why when it asks for the outcome.
                filled.offer(new Slice(new byte[0], -1));
            }
        }
        return null;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        Slice slice = slice();
        if (slice.length < 0) {
            return -1;
        }
        int n = Math.min(length, slice.length - at);
        System.arraycopy(slice.bytes, at, target, offset, n);
        consumed(slice, n);
        return n;
    }

    /** Hands out the buffers themselves, which saves a copy. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        long total = 0;
        for (Slice slice = slice(); slice.length >= 0; slice = slice()) {
            int n = slice.length - at;
            out.write(slice.bytes, at, n);
            consumed(slice, n);
            total += n;
        }
        return total;
    }

    /** Reads what is left and drops it; in the caller's thread if no other has begun, as there is nothing to overlap with. */
    public void drain() throws IOException {
        if (pump == null) {
            in.transferTo(OutputStream.nullOutputStream());
        } else {
            transferTo(OutputStream.nullOutputStream());
        }
    }

    private void consumed(Slice slice, int n) {
        at += n;
        position += n;
        if (at == slice.length) {
            current = null;
            free.add(slice.bytes);
        }
    }

    /** The slice with the next bytes, or the end. */
    private Slice slice() throws IOException {
        if (pump == null) {
            for (int i = 0; i < BUFFERS; i++) {
                free.add(new byte[BUFFER]);
            }
            pump = workers.spawn(this::pump);
        }
        if (current == null) {
            current = take();
            at = 0;
        }
        if (current.length < 0) {
            FutureResult.get(pump);
        }
        return current;
    }

    private Slice take() throws IOException {
        try {
            return filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
