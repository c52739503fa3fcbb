// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flipside.device.http.HttpException;
import io.flipside.device.http.HttpExchange;
import io.flipside.device.http.HttpRequest;
import io.flipside.device.http.HttpResponse;
import io.flipside.device.http.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** Runs one HTTP exchange on its own connection, and aborts it at its time limit or when it is closed. */
final class ApacheHttpExchange implements HttpExchange {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final HttpTransport transport;
    private final HttpRequest request;
    private final HttpSettings settings;
    private final Consumer<ApacheHttpExchange> whenClosed;
    private final ClosableSockets sockets = new ClosableSockets();
    private final CompletableFuture<@Nullable Void> clock = new CompletableFuture<>();
    private final String who;
    private volatile boolean expired;

    ApacheHttpExchange(
            HttpTransport transport,
            HttpRequest request,
            HttpSettings settings,
            Consumer<ApacheHttpExchange> whenClosed) {
        this.transport = transport;
        this.request = request;
        this.settings = settings;
        this.whenClosed = whenClosed;
        Optional<URI> proxy = transport.proxyTo(request.uri().getHost());
        who = request.origin() + proxy.map(by -> " by way of the proxy " + by).orElse("");
    }

    @Override
    public HttpResponse send() throws HttpException {
        startClock();
        try {
            HttpHost target = new HttpHost(
                    request.uri().getScheme(), host(), request.uri().getPort());
            HttpClientContext context = HttpClientContext.create();
            ClassicHttpResponse response = transport.send(message(), target, settings, sockets, context);
            requireFromTarget(response, context);
            return received(response);
        } catch (IOException e) {
            HttpException failure = translated(e);
            close();
            throw failure;
        }
    }

    /** The library hands out a proxy's refusal to open a tunnel as if the server had answered: that must not be believed. */
    private void requireFromTarget(ClassicHttpResponse response, HttpClientContext context) throws HttpException {
        if (transport.proxyTo(request.uri().getHost()).isEmpty()) {
            if (response.getCode() == PROXY_AUTHENTICATION_REQUIRED) {
                throw FailureTranslator.speaksAsAProxy(who);
            }
            return;
        }
        boolean tunnelMissing = "https".equalsIgnoreCase(request.uri().getScheme()) && context.getSSLSession() == null;
        if (tunnelMissing || response.getCode() == PROXY_AUTHENTICATION_REQUIRED) {
            throw FailureTranslator.refusedByProxy(who, "status " + response.getCode());
        }
    }

    private String host() {
        return request.uri().getHost().replaceAll("[\\[\\]]", "");
    }

    private ClassicHttpRequest message() {
        URI uri = request.uri();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        ClassicHttpRequest message = new BasicClassicHttpRequest(
                request.method(), uri.getScheme(), new URIAuthority(host(), uri.getPort()), target);
        message.setHeader("User-Agent", "Flipside");
        message.setHeader("Connection", "close");
        request.headers().forEach(message::setHeader);
        request.body().ifPresent(text -> message.setEntity(new ByteArrayEntity(text.getBytes(UTF_8), null)));
        return message;
    }

    private HttpResponse received(ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new HttpResponse(
                    who, response.getCode(), headers, OptionalLong.of(0), InputStream.nullInputStream());
        }
        long length = entity.getContentLength();
        return new HttpResponse(
                who,
                response.getCode(),
                headers,
                length < 0 ? OptionalLong.empty() : OptionalLong.of(length),
                new Body(entity.getContent()));
    }

    @Override
    public void close() {
        clock.complete(null);
        sockets.close();
        whenClosed.accept(this);
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

    private HttpException translated(IOException e) {
        if (expired) {
            return new HttpException(HttpException.Kind.TIMEOUT, who + " gave no whole answer within " + seconds(), e);
        }
        if (sockets.over()) {
            return new HttpException(HttpException.Kind.CLOSED, "the connection to " + who + " was given up", e);
        }
        return FailureTranslator.translate(who, e);
    }

    private String seconds() {
        return request.limit().map(limit -> limit.toMillis() / 1000.0 + " s").orElse("the time allowed");
    }

    /** Delivers the body; failures of reads come out as those of the exchange. */
    private final class Body extends InputStream {
        private final InputStream raw;

        Body(InputStream raw) {
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
            ApacheHttpExchange.this.close();
        }
    }
}
