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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final boolean ranges;
    final List<String> asked = new CopyOnWriteArrayList<>();

    private SlowServer(HttpServer server, byte[] content, boolean ranges) {
        this.server = server;
        this.content = content;
        this.ranges = ranges;
    }

    /** Ignores ranges: whoever asks again gets the file from its beginning. */
    static SlowServer of(Path file) throws IOException {
        return of(file, false);
    }

    static SlowServer withRanges(Path file) throws IOException {
        return of(file, true);
    }

    private static SlowServer of(Path file, boolean ranges) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SlowServer server = new SlowServer(http, Files.readAllBytes(file), ranges);
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
        String range = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Range"), "none");
        asked.add(range);
        boolean partial = ranges && range.matches("bytes=[0-9]+-");
        int start = partial ? Integer.parseInt(range.substring(6, range.length() - 1)) : 0;
        if (partial) {
            String part = "bytes " + start + "-" + (content.length - 1) + "/" + content.length;
            exchange.getResponseHeaders().set("Content-Range", part);
        }
        exchange.sendResponseHeaders(partial ? 206 : 200, content.length - start);
        try (OutputStream out = exchange.getResponseBody()) {
            int sent = start;
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
