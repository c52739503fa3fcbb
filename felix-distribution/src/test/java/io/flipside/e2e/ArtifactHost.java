// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A web server with one artifact, which can send a part of it, and keeps a log of what it was asked for. */
final class ArtifactHost implements Closeable {
    private static final int PORTION = 64 << 10;

    /** One request, and how many bytes were sent, as far as they got out of this process. */
    record Request(long from, AtomicLong sent) {}

    private final FileChannel artifact;
    private final long size;
    private final List<Request> log = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ArtifactHost(Path file) throws IOException {
        artifact = FileChannel.open(file);
        size = artifact.size();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI artifact() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/release.mender");
    }

    long size() {
        return size;
    }

    /** The requests so far, oldest first. */
    List<Request> log() {
        return log;
    }

    long sent() {
        return log.stream().mapToLong(request -> request.sent.get()).sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        long from = range == null ? 0 : Long.parseLong(range.replaceAll("[^0-9]", ""));
        Request request = new Request(from, new AtomicLong());
        log.add(request);
        exchange.getResponseHeaders().add("ETag", "\"one\"");
        if (range != null) {
            exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
        }
        try (exchange) {
            exchange.sendResponseHeaders(range == null ? 200 : 206, size - from);
            OutputStream out = exchange.getResponseBody();
            ByteBuffer portion = ByteBuffer.allocate(PORTION);
            for (long at = from; at < size; at += portion.limit()) {
                artifact.read(portion.clear(), at);
                out.write(portion.array(), 0, portion.flip().limit());
                request.sent.addAndGet(portion.limit());
            }
        } catch (IOException clientHasGone) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        artifact.close();
    }
}
