// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server that answers each request with the next of the scripted answers, and the last one for ever. */
final class ArtifactServer implements AutoCloseable {
    /** Answers one request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    final byte[] artifact = new byte[300_000];
    final List<String> ranges = new CopyOnWriteArrayList<>();
    final List<String> conditions = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Queue<Answer> script = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ArtifactServer() throws IOException {
        new Random(1).nextBytes(artifact);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void next(Answer... answers) {
        synchronized (script) {
            script.addAll(List.of(answers));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        conditions.add(String.valueOf(exchange.getRequestHeaders().getFirst("If-Range")));
        Answer answer;
        synchronized (script) {
            answer = script.size() > 1 ? script.remove() : script.element();
        }
        try (exchange) {
            answer.to(exchange);
        }
    }

    /** All bytes, or those up to an offset after which the connection is cut. */
    Answer whole(int cut) {
        return exchange -> send(exchange, 200, 0, cut);
    }

    Answer whole() {
        return whole(artifact.length);
    }

    /** What the Range header asks for. */
    Answer rest() {
        return exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (artifact.length - 1) + "/" + artifact.length);
            send(exchange, 206, from, artifact.length);
        };
    }

    Answer status(int status, String... headers) {
        return with(exchange -> exchange.sendResponseHeaders(status, -1), headers);
    }

    /** Some bytes, then nothing until the test is over. */
    Answer hang(int after) {
        return exchange -> {
            exchange.sendResponseHeaders(200, artifact.length);
            exchange.getResponseBody().write(artifact, 0, after);
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    static Answer with(Answer answer, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            answer.to(exchange);
        };
    }

    private void send(HttpExchange exchange, int status, int from, int to) throws IOException {
        exchange.sendResponseHeaders(status, artifact.length - from);
        try {
            OutputStream out = exchange.getResponseBody();
            out.write(artifact, from, to - from);
            out.flush();
        } catch (IOException e) {
            return; // the reader has had enough
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
