// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.Sha256Calculator;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/**
 * Reads an image back from its slot in a separate thread while it is being written, and computes its digest. Only bytes
 * that are already durable are read. When the last byte is written, little is left to read.
 */
final class ReadBackVerifier implements Closeable {
    private final Path path;
    private final long size;
    private final BooleanSupplier cancelled;
    private final FutureTask<Digest> task = new FutureTask<>(this::readBack);
    private final JoinedThread thread = new JoinedThread(task, "flipside-read-back");
    private long durable;

    /** Begins with what an attempt before has written. */
    ReadBackVerifier(Path path, long size, long durable, BooleanSupplier cancelled) {
        this.path = path;
        this.size = size;
        this.durable = durable;
        this.cancelled = cancelled;
        thread.start();
    }

    /** Says that all bytes before a position, a multiple of a buffer, are on the storage. */
    synchronized void follow(long position) {
        durable = position;
        notifyAll();
    }

    /** Waits for the digest of the whole image, all of which is durable now. */
    Digest digest() throws IOException {
        follow(size);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while reading back").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException cancellation) {
                throw cancellation;
            }
            throw new IOException("can't read back what was written to " + path + ": " + e.getCause(), e);
        }
    }

    private Digest readBack() throws IOException, InterruptedException {
        Sha256Calculator sum = new Sha256Calculator();
        try (ReadBackInput in = new ReadBackInput(path, size, cancelled)) {
            do {
                await(Math.min(in.position() + DirectFile.BUFFER, size));
            } while (in.digestNext(sum));
        }
        return sum.digest();
    }

    private synchronized void await(long end) throws InterruptedException {
        while (durable < end) {
            wait();
        }
    }

    @Override
    public void close() {
        thread.end();
    }
}
