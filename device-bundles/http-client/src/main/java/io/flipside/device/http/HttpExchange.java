// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One question and its answer. One thread sends and reads; {@link #close}, from any thread, and an interrupt end
 * whatever blocks. All failures are {@link HttpException}s that name the other side.
 */
public final class HttpExchange implements Closeable {
    private final HttpClient client;
    private final HttpRequest request;
    private final CompletableFuture<@Nullable Void> clock = new CompletableFuture<>();
    private volatile boolean expired;
    private boolean closed;
    private @Nullable SocketChannel channel;
    private @Nullable Head head;
    private @Nullable InputStream body;

    HttpExchange(HttpClient client, HttpRequest request) {
        this.client = client;
        this.request = request;
    }

    /** Connects, sends the request, and waits for the head of the answer. */
    public HttpExchange send() throws HttpException {
        startClock();
        try {
            Socket socket = connect();
            socket.getOutputStream().write(requestBytes());
            Wire wire = new Wire(socket.getInputStream());
            Head answer = Head.read(wire);
            head = answer;
            body = new Guarded(Body.of(answer, wire));
            return this;
        } catch (IOException e) {
            HttpException failure = translated(e);
            close();
            throw failure;
        }
    }

    /** The status of the answer. */
    public int status() {
        return answer().status();
    }

    /** A header field of the answer. */
    public Optional<String> header(String name) {
        return answer().field(name);
    }

    /** Length of the body, if the head says so. */
    public OptionalLong length() throws HttpException {
        try {
            return answer().length();
        } catch (IOException e) {
            throw translated(e);
        }
    }

    /** The body. Big reads reach the connection without a copy. */
    public InputStream body() {
        if (body == null) {
            throw new IllegalStateException("not sent");
        }
        return body;
    }

    /**
     * The whole body as text.
     *
     * @param limit most bytes that are believed
     */
    public String text(int limit) throws HttpException {
        try {
            return Wire.text(body(), limit);
        } catch (IOException e) {
            throw translated(e);
        }
    }

    @Override
    public void close() {
        clock.complete(null);
        SocketChannel open;
        synchronized (this) {
            closed = true;
            open = channel;
        }
        if (open != null) {
            try {
                // Not the TLS socket: closing that would wait for the thread that writes.
                open.close();
            } catch (IOException e) {
                return; // there is no more to give back
            }
        }
    }

    private void startClock() {
        request.limit().ifPresent(limit -> {
            CompletableFuture<?> unused = clock.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((done, late) -> {
                        if (late != null) {
                            expired = true;
                            close();
                        }
                    });
        });
    }

    private Socket connect() throws IOException {
        IOException last = new UnknownHostException(request.uri().getHost());
        for (InetAddress address : InetAddress.getAllByName(request.uri().getHost())) {
            SocketChannel fresh = SocketChannel.open();
            adopt(fresh);
            try {
                Socket socket = fresh.socket();
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(client.readMillis());
                socket.connect(new InetSocketAddress(address, request.port()), client.connectMillis());
                return request.secure() ? client.secured(socket, request) : socket;
            } catch (IOException e) {
                fresh.close();
                last = e;
            }
            if (over()) {
                break;
            }
        }
        throw last;
    }

    private synchronized void adopt(SocketChannel fresh) throws IOException {
        if (closed) {
            fresh.close();
            throw new IOException("closed");
        }
        channel = fresh;
    }

    private synchronized boolean over() {
        return closed || Thread.currentThread().isInterrupted();
    }

    private byte[] requestBytes() {
        StringBuilder text = new StringBuilder(512);
        String port = request.uri().getPort() < 0 ? "" : ":" + request.uri().getPort();
        text.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        text.append("Host: ").append(request.uri().getHost()).append(port).append("\r\n");
        text.append("User-Agent: Flipside\r\nConnection: close\r\n");
        request.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        request.body().ifPresent(content -> text.append("Content-Length: ")
                .append(content.getBytes(UTF_8).length)
                .append("\r\n"));
        return text.append("\r\n").append(request.body().orElse("")).toString().getBytes(UTF_8);
    }

    private Head answer() {
        if (head == null) {
            throw new IllegalStateException("not sent");
        }
        return head;
    }

    private HttpException translated(IOException e) {
        String who = request.uri().getScheme() + "://" + request.uri().getHost() + ":" + request.port();
        if (expired) {
            return new HttpException(HttpException.Kind.TIMEOUT, who + " gave no whole answer within " + seconds(), e);
        }
        if (over()) {
            return new HttpException(HttpException.Kind.CLOSED, "the connection to " + who + " was given up", e);
        }
        return Failures.describe(who, e);
    }

    private String seconds() {
        return request.limit().map(limit -> limit.toMillis() / 1000.0 + " s").orElse("the time allowed");
    }

    /** Failures of reads come out as those of the exchange. */
    private final class Guarded extends InputStream {
        private final InputStream raw;

        Guarded(InputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return raw.read(into, offset, length);
            } catch (IOException e) {
                throw translated(e);
            }
        }

        @Override
        public void close() {
            HttpExchange.this.close();
        }
    }
}
