// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.Awaited;
import io.flipside.artifact.internal.stream.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into units, has the workers compress them, and writes them in order. The target is opened only when the
 * first unit has to be written, so that work can begin while what precedes it is still being made. Not thread-safe.
 */
public final class UnitOutput {
    private final UnitEncoder encoder;
    private final Workers workers;
    private final Target target;
    private final int window;
    private final Buffers buffers = new Buffers();
    private final Deque<Future<UnitEncoder.Encoded>> ahead = new ArrayDeque<>();
    private @Nullable OutputStream out;
    private byte[] unit;
    private int filled;

    /** Opens what is written to. */
    @FunctionalInterface
    public interface Target {
        OutputStream open() throws IOException;
    }

    public UnitOutput(UnitEncoder encoder, Workers workers, Target target) {
        this.encoder = encoder;
        this.workers = workers;
        this.target = target;
        this.window = workers.parallel() ? encoder.window(workers.threads()) : 1;
        this.unit = new byte[encoder.unitSize()];
    }

    /** Appends bytes. */
    public void write(byte[] bytes) throws IOException {
        int at = 0;
        while (at < bytes.length) {
            int n = Math.min(bytes.length - at, unit.length - filled);
            System.arraycopy(bytes, at, unit, filled, n);
            at += n;
            added(n);
        }
    }

    /** Appends up to this many bytes of a stream; returns how many there were. */
    public long write(InputStream in, long length) throws IOException {
        long left = length;
        while (left > 0) {
            int n = in.readNBytes(unit, filled, (int) Math.min(left, unit.length - filled));
            if (n == 0) {
                break;
            }
            left -= n;
            added(n);
        }
        return length - left;
    }

    /** Ends the current unit here. */
    public void cut() throws IOException {
        if (filled > 0) {
            byte[] full = unit;
            int length = filled;
            ahead.add(workers.submit(() -> {
                UnitEncoder.Encoded encoded = encoder.encode(full, length);
                buffers.give(full);
                return encoded;
            }));
            unit = buffers.take(encoder.unitSize());
            filled = 0;
            while (ahead.size() >= window) {
                writeFirst();
            }
        }
    }

    /** Writes all that is left. */
    public void finish() throws IOException {
        cut();
        while (!ahead.isEmpty()) {
            writeFirst();
        }
        out().write(encoder.tail());
    }

    private void added(int n) throws IOException {
        filled += n;
        if (filled == unit.length) {
            cut();
        }
    }

    private void writeFirst() throws IOException {
        UnitEncoder.Encoded encoded = Awaited.get(ahead.remove());
        out().write(encoded.bytes(), 0, encoded.length());
        encoder.written(encoded);
    }

    private OutputStream out() throws IOException {
        if (out == null) {
            out = target.open();
            out.write(encoder.head());
        }
        return out;
    }
}
