// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import io.flipside.device.http.HttpSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one HTTP request on a new connection, directly or through the proxy, without retries, redirects, cookies or
 * decompression. Thread-safe.
 */
final class HttpTransport {
    /** For heads, and for the sizes and trailers of chunks. */
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(8192)
            .setMaxHeaderCount(100)
            .setMaxEmptyLineCount(1)
            .build();

    private final Optional<ProxySettings> proxy;
    private final TlsContexts tls;

    HttpTransport(Optional<ProxySettings> proxy, TlsContexts tls) {
        this.proxy = proxy;
        this.tls = tls;
    }

    /** Returns the proxy on the way to a host, if there is one. */
    Optional<URI> proxyTo(String host) {
        return proxy.filter(known -> known.serves(host)).map(ProxySettings::address);
    }

    ClassicHttpResponse send(
            ClassicHttpRequest message,
            HttpHost target,
            HttpSettings settings,
            ClosableSockets sockets,
            HttpClientContext context)
            throws IOException {
        HttpClientConnectionOperator operator = operator(settings, sockets);
        if (proxyTo(target.getHostName()).isPresent()) {
            return through(proxy.orElseThrow(), connections(operator, settings)).executeOpen(target, message, context);
        }
        try {
            return directly(message, target, settings, operator, context);
        } catch (HttpException e) {
            throw new ClientProtocolException(e);
        }
    }

    private static ClassicHttpResponse directly(
            ClassicHttpRequest message,
            HttpHost target,
            HttpSettings settings,
            HttpClientConnectionOperator operator,
            HttpClientContext context)
            throws IOException, HttpException {
        ManagedHttpClientConnection connection = connectionFactory().createConnection(null);
        Timeout silence = timeout(settings.readTimeout());
        operator.connect(
                connection,
                target,
                null,
                null,
                timeout(settings.connectTimeout()),
                SocketConfig.custom().setSoTimeout(silence).build(),
                TlsConfig.custom().setHandshakeTimeout(silence).build(),
                context);
        connection.setSocketTimeout(silence);
        HttpRequestExecutor executor = new HttpRequestExecutor();
        HttpProcessor headers = new DefaultHttpProcessor(new RequestTargetHost(), new RequestContent());
        executor.preProcess(message, headers, context);
        return executor.execute(message, connection, context);
    }

    private static CloseableHttpClient through(ProxySettings proxy, HttpClientConnectionManager connection)
            throws IOException {
        HttpHost host = HttpHost.create(proxy.address());
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(connection)
                .setProxy(host)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
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

    private HttpClientConnectionOperator operator(HttpSettings settings, ClosableSockets sockets) {
        TlsSocketStrategy upgrade = (plain, host, port, attachment, context) ->
                secured(tls.trusting(settings.trustedCertificates()), plain, host, port);
        return new DefaultHttpClientConnectionOperator(
                sockets, null, null, scheme -> scheme.equals("https") ? upgrade : null);
    }

    private static HttpConnectionFactory<ManagedHttpClientConnection> connectionFactory() {
        return ManagedHttpClientConnectionFactory.builder()
                .http1Config(LIMITS)
                .responseParserFactory(BoundedResponseParser::new)
                .build();
    }

    private static HttpClientConnectionManager connections(
            HttpClientConnectionOperator operator, HttpSettings settings) {
        BasicHttpClientConnectionManager manager = new BasicHttpClientConnectionManager(operator, connectionFactory());
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

    private static Timeout timeout(Duration time) {
        return Timeout.of(Math.min(Integer.MAX_VALUE, time.toMillis()), TimeUnit.MILLISECONDS);
    }
}
