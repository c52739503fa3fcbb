// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import io.flipside.artifact.internal.stream.FutureResult;
import io.flipside.artifact.internal.stream.WorkerThreads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;

/** Splits a stream into units, compresses them in several threads, and writes them in order. Not thread-safe. */
public final class ParallelCompressionOutput {
    private static final int TRANSFER = 64 << 10;

    private final UnitEncoder encoder;
    private final WorkerThreads workers;
    private final OutputStream out;
    private final int window;
    private final Deque<Future<UnitEncoder.Encoded>> ahead = new ArrayDeque<>();
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();

    /** Opens a unit's bytes, in the thread that compresses them. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /** Writes what precedes the first unit. */
    public ParallelCompressionOutput(UnitEncoder encoder, WorkerThreads workers, OutputStream out) throws IOException {
        this.encoder = encoder;
        this.workers = workers;
        this.out = out;
        this.window = workers.parallel() ? encoder.window(workers.threads()) : 1;
        out.write(encoder.head());
    }

    /** Appends bytes. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int n = Math.min(end - at, encoder.unitSize() - gathered.size());
            gathered.write(bytes, at, n);
            at += n;
            if (gathered.size() == encoder.unitSize()) {
                cut();
            }
        }
    }

    /** Appends bytes. */
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /** Appends a stream to its end. */
    public void write(InputStream in) throws IOException {
        byte[] buffer = new byte[TRANSFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            write(buffer, 0, n);
        }
    }

    /**
     * Ends the current unit, and appends one that is not fetched before it is its turn: only those being compressed take
     * memory.
     *
     * @param length its bytes, 1 to the size of a unit; the content must have as many
     */
    public void unit(Content content, int length) throws IOException {
        cut();
        submit(content, length);
    }

    /** Ends the current unit here. */
    public void cut() throws IOException {
        if (gathered.size() > 0) {
            byte[] bytes = gathered.toByteArray();
            gathered.reset();
            submit(() -> new ByteArrayInputStream(bytes), bytes.length);
        }
    }

    /** Writes all that is left. */
    public void finish() throws IOException {
        cut();
        while (!ahead.isEmpty()) {
            writeFirst();
        }
        out.write(encoder.tail());
    }

    private void submit(Content content, int length) throws IOException {
        while (ahead.size() >= window) {
            writeFirst();
        }
        ahead.add(workers.submit(() -> {
            try (InputStream in = content.open()) {
                return encoder.encode(in, length);
            }
        }));
    }

    private void writeFirst() throws IOException {
        UnitEncoder.Encoded encoded = FutureResult.get(ahead.remove());
        encoded.writeTo(out);
        encoder.written(encoded);
    }
}
