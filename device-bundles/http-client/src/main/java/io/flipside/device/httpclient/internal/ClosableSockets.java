// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sockets of one HTTP exchange, and lets any thread close the open one immediately. They are channels,
 * because an interrupt ends whatever blocks on a channel. Thread-safe.
 */
final class ClosableSockets implements DetachedSocketFactory {
    private boolean closed;
    private @Nullable SocketChannel channel;

    @Override
    public synchronized Socket create(@Nullable Proxy socks) throws IOException {
        if (closed || Thread.currentThread().isInterrupted()) {
            throw new IOException("closed");
        }
        SocketChannel fresh = SocketChannel.open();
        channel = fresh;
        return fresh.socket();
    }

    /** Whether it was closed, or the calling thread interrupted. */
    synchronized boolean over() {
        return closed || Thread.currentThread().isInterrupted();
    }

    /** Not the TLS socket: closing that would wait for the thread that writes. */
    void close() {
        SocketChannel open;
        synchronized (this) {
            closed = true;
            open = channel;
        }
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                return; // there is no more to give back
            }
        }
    }
}
