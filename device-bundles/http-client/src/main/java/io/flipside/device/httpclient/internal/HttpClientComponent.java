// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import io.flipside.device.http.HttpClient;
import io.flipside.device.http.HttpException;
import io.flipside.device.http.HttpExchange;
import io.flipside.device.http.HttpRequest;
import io.flipside.device.http.HttpSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers the HTTP client as an OSGi service, and aborts its open exchanges when it is deactivated. */
@Component
public final class HttpClientComponent implements HttpClient {
    private final HttpTransport transport;
    private final Set<ApacheHttpExchange> open = new HashSet<>();
    private boolean closed;

    /** Starts with what was accepted of the configuration. */
    @Activate
    public HttpClientComponent(@Reference HttpClientSettings settings) {
        this(settings.proxy(), new TlsContexts(settings.ownCertificate(), settings.trusted()));
    }

    /** Makes a client without configuration. */
    public HttpClientComponent() {
        this(Optional.empty(), new TlsContexts(Optional.empty(), Optional.empty()));
    }

    HttpClientComponent(Optional<ProxySettings> proxy, TlsContexts tls) {
        transport = new HttpTransport(proxy, tls);
    }

    @Override
    public synchronized HttpExchange exchange(HttpRequest request, HttpSettings settings) throws HttpException {
        if (closed) {
            throw new HttpException(HttpException.Kind.CLOSED, "the HTTP client is being replaced");
        }
        ApacheHttpExchange exchange = new ApacheHttpExchange(transport, request, settings, this::forget);
        open.add(exchange);
        return exchange;
    }

    private synchronized void forget(ApacheHttpExchange ended) {
        open.remove(ended);
    }

    /** Ends all exchanges: whoever waits for one goes on with the client that follows. */
    @Deactivate
    public void close() {
        List<ApacheHttpExchange> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(open);
        }
        left.forEach(ApacheHttpExchange::close);
    }
}
