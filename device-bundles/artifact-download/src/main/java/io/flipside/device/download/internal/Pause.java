// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.download.internal;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Waiting that ends at once when the stream is closed or the reader interrupted. Thread-safe. */
final class Pause {
    private boolean cancelled;

    /** Ends the present wait and all later ones. */
    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    /** Waits until {@link System#nanoTime} has come to {@code due}. */
    synchronized void until(long due) throws IOException {
        long left = due - System.nanoTime();
        while (left > 0 && !cancelled) {
            try {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted while downloading").initCause(e);
            }
            left = due - System.nanoTime();
        }
        if (cancelled) {
            throw new IOException("the download was closed");
        }
    }
}
