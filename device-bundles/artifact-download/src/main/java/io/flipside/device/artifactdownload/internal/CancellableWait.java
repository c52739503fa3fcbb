// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;

/** Waits until a point in time, or until the stream is closed or the reading thread is interrupted. Thread-safe. */
final class CancellableWait {
    private boolean closed;
    private boolean abandoned;

    /** Ends the present wait and all later ones. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** The same, because the source goes away, which is nobody's failure. */
    synchronized void abandon() {
        abandoned = true;
        close();
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized void requireOpen() throws IOException {
        if (abandoned) {
            throw new CancellationException("the source of downloads is being replaced");
        }
        if (closed) {
            throw new IOException("the download was closed");
        }
    }

    /** Waits until {@link System#nanoTime} has come to {@code due}. */
    synchronized void until(long due) throws IOException {
        long left = due - System.nanoTime();
        while (left > 0 && !closed) {
            try {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted while downloading").initCause(e);
            }
            left = due - System.nanoTime();
        }
        requireOpen();
    }
}
