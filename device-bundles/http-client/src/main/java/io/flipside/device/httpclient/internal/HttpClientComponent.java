// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import io.flipside.device.http.HttpClient;
import io.flipside.device.http.HttpException;
import io.flipside.device.http.HttpExchange;
import io.flipside.device.http.HttpRequest;
import io.flipside.device.http.HttpSettings;
import io.flipside.device.support.config.InvalidConfigurationException;
import io.flipside.device.support.config.TypedConfiguration;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Registers the HTTP client as an OSGi service, and aborts its open exchanges when it is deactivated. */
@Component(configurationPid = "io.flipside.http")
@Designate(ocd = HttpClientConfig.class)
public final class HttpClientComponent implements HttpClient {
    private final HttpTransport transport;
    private final Set<ApacheHttpExchange> open = new HashSet<>();
    private boolean closed;

    /** Reads the configuration. What is faulty is announced and not used: the device goes on polling. */
    @Activate
    public HttpClientComponent(Map<String, Object> properties) {
        this(
                usable(properties, ProxySettings::from),
                new TlsContexts(
                        usable(properties, ClientCertificateFiles::from),
                        usable(properties, HttpClientComponent::trusted)));
    }

    /** Makes a client without configuration. */
    public HttpClientComponent() {
        this(Optional.empty(), new TlsContexts(Optional.empty(), Optional.empty()));
    }

    HttpClientComponent(Optional<ProxySettings> proxy, TlsContexts tls) {
        transport = new HttpTransport(proxy, tls);
    }

    private static <S> Optional<S> usable(
            Map<String, Object> properties, Function<HttpClientConfig, Optional<S>> settings) {
        try {
            return TypedConfiguration.read(HttpClientConfig.class, properties, settings);
        } catch (InvalidConfigurationException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> trusted(HttpClientConfig config) {
        return Optional.of(config.serverCertificate())
                .filter(file -> !file.isEmpty())
                .map(Path::of);
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
