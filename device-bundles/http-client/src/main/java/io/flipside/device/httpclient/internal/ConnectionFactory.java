// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import io.flipside.device.http.HttpRequest;
import io.flipside.device.http.HttpSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the library's client for one exchange: proxy, TLS and limits set, and everything switched off that would ask twice,
 * follow, store or decompress. Thread-safe.
 */
final class ConnectionFactory {
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(BoundedResponseParser.HEAD_LIMIT)
            .setMaxHeaderCount(1000)
            .setMaxEmptyLineCount(1)
            .build();

    private final Optional<ProxySettings> proxy;
    private final TlsContexts tls;

    ConnectionFactory(Optional<ProxySettings> proxy, TlsContexts tls) {
        this.proxy = proxy;
        this.tls = tls;
    }

    /** The proxy on the way to a host, if there is one. */
    Optional<URI> proxyTo(String host) {
        return proxy.filter(known -> known.serves(host)).map(ProxySettings::address);
    }

    /** Returns the smallest client of the library, or the one that knows proxies, which loads many more classes. */
    CloseableHttpClient client(HttpRequest request, HttpSettings settings, ClosableSockets sockets) throws IOException {
        HttpClientConnectionManager connection = connections(settings, sockets);
        return proxyTo(request.uri().getHost()).isPresent()
                ? through(proxy.orElseThrow(), connection)
                : HttpClients.createMinimal(connection);
    }

    /** Returns what the library has to know of each request. */
    static RequestConfig limits(HttpSettings settings) {
        return RequestConfig.custom()
                .setResponseTimeout(timeout(settings.readTimeout()))
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static CloseableHttpClient through(ProxySettings proxy, HttpClientConnectionManager connection)
            throws IOException {
        HttpHost host = HttpHost.create(proxy.address());
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(connection)
                .setProxy(host)
                .setUserAgent("Flipside")
                .setDefaultCookieSpecRegistry(name -> null)
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling();
        if (proxy.user().isPresent()) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(host),
                    new UsernamePasswordCredentials(proxy.user().get(), proxy.password()));
            builder.setDefaultCredentialsProvider(credentials);
        }
        return builder.build();
    }

    private HttpClientConnectionManager connections(HttpSettings settings, ClosableSockets sockets) {
        TlsSocketStrategy upgrade = (plain, host, port, attachment, context) ->
                secured(tls.trusting(settings.trustedCertificates()), plain, host, port);
        BasicHttpClientConnectionManager manager = new BasicHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(
                        sockets, null, null, scheme -> scheme.equals("https") ? upgrade : null),
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(LIMITS)
                        .responseParserFactory(BoundedResponseParser::new)
                        .build());
        Timeout silence = timeout(settings.readTimeout());
        manager.setSocketConfig(SocketConfig.custom().setSoTimeout(silence).build());
        manager.setConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(timeout(settings.connectTimeout()))
                .setSocketTimeout(silence)
                .build());
        manager.setTlsConfig(TlsConfig.custom().setHandshakeTimeout(silence).build());
        return manager;
    }

    /** Makes sure that the certificate is trusted and is that of the host. */
    private static SSLSocket secured(SSLSocketFactory factory, Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host.replaceAll("[\\[\\]]", ""), port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static Timeout timeout(java.time.Duration time) {
        return Timeout.of(Math.min(Integer.MAX_VALUE, time.toMillis()), TimeUnit.MILLISECONDS);
    }
}
