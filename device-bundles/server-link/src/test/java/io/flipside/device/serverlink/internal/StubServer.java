// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server that answers as told: for each path the scripted answers one after the other, the last one for ever. */
final class StubServer implements AutoCloseable {
    static final String AUTH = "POST /api/devices/v1/authentication/auth_requests";
    static final String INVENTORY = "PUT /api/devices/v1/inventory/device/attributes";
    static final String NEXT = "POST /api/devices/v2/deployments/device/deployments/next";
    static final String STATUS = "PUT /api/devices/v1/deployments/device/deployments/d-1/status";
    static final String LOG = "PUT /api/devices/v1/deployments/device/deployments/d-1/log";

    /** A request as it came. */
    record Request(String line, String authorization, String signature, String type, String body) {}

    /** An answer; a status of 0 is given when the test is over. */
    record Answer(int status, String body, Map<String, String> headers) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Answer>> script = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    StubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        on(AUTH, 200, "token-1");
        on(INVENTORY, 200, "");
        on(NEXT, 204, "");
        on(STATUS, 204, "");
        on(LOG, 204, "");
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The one answer to a request from here on. */
    void on(String line, int status, String body) {
        script.put(line, new ArrayDeque<>(List.of(new Answer(status, body, Map.of()))));
    }

    /** The answers to requests from here on. */
    void on(String line, Answer... answers) {
        script.put(line, new ArrayDeque<>(List.of(answers)));
    }

    static Answer answer(int status) {
        return new Answer(status, "", Map.of());
    }

    static Answer answer(int status, String body) {
        return new Answer(status, body, Map.of());
    }

    /** The lines of all requests so far, with the word of a status report. */
    List<String> story() {
        return requests.stream().map(StubServer::word).toList();
    }

    List<Request> all(String line) {
        return requests.stream().filter(request -> request.line().equals(line)).toList();
    }

    /** Waits until a request with this line has come as often as that. */
    List<Request> await(String line, int times) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        synchronized (requests) {
            while (all(line).size() < times && System.nanoTime() < deadline) {
                requests.wait(100);
            }
        }
        assertThat(all(line)).as(line).hasSizeGreaterThanOrEqualTo(times);
        return all(line);
    }

    private static String word(Request request) {
        return switch (request.line()) {
            case AUTH -> "auth";
            case INVENTORY -> "inventory";
            case NEXT -> "next";
            case STATUS -> request.body().replaceAll("(?s).*\"status\":\"([a-z-]+)\".*", "$1");
            case LOG -> "log";
            default -> request.line();
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            Answer answer = answerTo(line);
            record(exchange, line);
            if (answer.status() == 0) {
                end.await();
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answerTo(String line) {
        Queue<Answer> answers = script.getOrDefault(line, new ArrayDeque<>(List.of(answer(404))));
        synchronized (answers) {
            return answers.size() > 1 ? answers.remove() : answers.element();
        }
    }

    private void record(HttpExchange exchange, String line) throws IOException {
        Request request = new Request(
                line,
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("X-MEN-Signature")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        synchronized (requests) {
            requests.add(request);
            requests.notifyAll();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
