// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.server;

import io.flipside.device.http.HttpClient;
import io.flipside.device.http.HttpException;
import io.flipside.device.http.HttpExchange;
import io.flipside.device.http.HttpRequest;
import io.flipside.device.http.HttpSettings;
import io.flipside.device.service.ReplaceableService;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends a request with the registered HTTP client service, and repeats it once if that service is replaced meanwhile.
 * Thread-safe.
 */
public final class HttpRequestSender {
    private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(30);

    private final ReplaceableService<HttpClient> client;
    private final HttpSettings settings;

    /** Holds the client that is present, and what it has to keep to. */
    public HttpRequestSender(ReplaceableService<HttpClient> client, HttpSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    ServerResponse send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return once(request);
        } catch (HttpException e) {
            if (e.kind() != HttpException.Kind.CLOSED || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return once(request);
        }
    }

    private ServerResponse once(HttpRequest request) throws IOException, InterruptedException {
        HttpClient present = client.await(CLIENT_TIMEOUT)
                .orElseThrow(() -> new IOException("there is no HTTP client; is the bundle http-client started?"));
        try (HttpExchange exchange = present.exchange(request, settings)) {
            return ServerResponse.of(exchange.send());
        }
    }
}
