// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Serves a file, every time from its beginning, and never all of it until it is told to hurry. */
final class SlowServer implements AutoCloseable {
    private static final int CHUNK = 1024;
    private static final int PAUSE_MILLIS = 5;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch hurry = new CountDownLatch(1);
    private final HttpServer server;
    private final byte[] content;

    private SlowServer(HttpServer server, byte[] content) {
        this.server = server;
        this.content = content;
    }

    static SlowServer of(Path file) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SlowServer server = new SlowServer(http, Files.readAllBytes(file));
        http.setExecutor(server.threads);
        http.createContext("/release", server::serve);
        http.start();
        return server;
    }

    URI location() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/release");
    }

    void hurry() {
        hurry.countDown();
    }

    private void serve(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        try (OutputStream out = exchange.getResponseBody()) {
            int sent = 0;
            while (sent < content.length) {
                int count = Math.min(count(), content.length - sent);
                out.write(content, sent, count);
                out.flush();
                sent += count;
            }
        }
    }

    /** 200 KiB a second: a download takes longer than all replacements together. */
    private int count() throws IOException {
        try {
            return hurry.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS) ? 64 * CHUNK : CHUNK;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
