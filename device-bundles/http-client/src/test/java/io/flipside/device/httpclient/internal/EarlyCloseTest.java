// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flipside.device.http.HttpException;
import io.flipside.device.http.HttpExchange;
import io.flipside.device.http.HttpRequest;
import io.flipside.device.http.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing and interrupting end what blocks before the first byte of an answer. */
@Timeout(20)
class EarlyCloseTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final HttpClientComponent client = new HttpClientComponent();
    private final CompletableFuture<HttpException> failure = new CompletableFuture<>();

    @Test
    void closingEndsAWaitForTheConnection() throws Exception {
        try (FullServer server = new FullServer()) {
            HttpExchange exchange = exchange("http", server.listener);
            awaitInConnect(send(exchange));

            exchange.close();

            assertThat(failure.get().kind()).isEqualTo(HttpException.Kind.CLOSED);
        }
    }

    @Test
    void anInterruptEndsAWaitForTheConnection() throws Exception {
        try (FullServer server = new FullServer()) {
            HttpExchange exchange = exchange("http", server.listener);
            Thread sender = send(exchange);
            awaitInConnect(sender);

            sender.interrupt();

            assertThat(failure.get().kind()).isEqualTo(HttpException.Kind.CLOSED);
        }
    }

    @Test
    void closingEndsAHandshakeThatIsNotAnswered() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpExchange exchange = exchange("https", listener);
            send(exchange);
            try (Socket silent = listener.accept()) {
                assertThat(silent.getInputStream().read()).as("it has begun").isEqualTo(0x16);

                exchange.close();

                assertThat(failure.get().kind()).isEqualTo(HttpException.Kind.CLOSED);
            }
        }
    }

    @Test
    void stoppingTheClientEndsAHandshakeThatIsNotAnswered() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpExchange exchange = exchange("https", listener);
            send(exchange);
            try (Socket silent = listener.accept()) {
                assertThat(silent.getInputStream().read()).as("it has begun").isEqualTo(0x16);

                client.close();

                assertThat(failure.get().kind()).isEqualTo(HttpException.Kind.CLOSED);
            }
        }
    }

    private HttpExchange exchange(String scheme, ServerSocket listener) throws IOException {
        URI uri = URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + "/");
        return client.exchange(HttpRequest.get(uri, Map.of()), new HttpSettings(LONG, LONG, Optional.empty()));
    }

    private Thread send(HttpExchange exchange) {
        Thread sender =
                new Thread(() -> failure.complete(catchThrowableOfType(HttpException.class, exchange::send)), "sender");
        sender.setDaemon(true);
        sender.start();
        return sender;
    }

    private static void awaitInConnect(Thread sender) {
        while (List.of(sender.getStackTrace()).stream()
                .noneMatch(frame -> frame.getMethodName().equals("poll"))) {
            assertThat(sender.isAlive()).isTrue();
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Its queue of connections is full, so that the next one waits: Linux leaves its first packet unanswered. */
    private static final class FullServer implements AutoCloseable {
        final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> queue = new ArrayList<>();

        FullServer() throws IOException {
            for (boolean room = true; room; ) {
                Socket socket = new Socket();
                queue.add(socket);
                try {
                    socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 200);
                } catch (SocketTimeoutException e) {
                    room = false;
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queue) {
                socket.close();
            }
            listener.close();
        }
    }
}
