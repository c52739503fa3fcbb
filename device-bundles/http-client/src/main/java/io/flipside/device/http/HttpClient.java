// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes exchanges, each on a connection of its own. Thread-safe; holds no connection, no thread. */
public final class HttpClient {
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Optional<Path> certificates;
    private @Nullable SSLSocketFactory secure;

    /**
     * A client.
     *
     * @param connectTimeout longest wait for a connection
     * @param readTimeout longest wait for the next byte
     * @param certificates PEM file with certificates to trust besides the system's, read at the first https request
     */
    public HttpClient(Duration connectTimeout, Duration readTimeout, Optional<Path> certificates) {
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
        this.certificates = certificates;
    }

    /** An exchange that has not begun; nothing is sent before {@link HttpExchange#send}. */
    public HttpExchange exchange(HttpRequest request) {
        return new HttpExchange(this, request);
    }

    int connectMillis() {
        return millis(connectTimeout);
    }

    int readMillis() {
        return millis(readTimeout);
    }

    /** Speaks TLS on a connected socket, and makes sure that the certificate is trusted and is that of the host. */
    Socket secured(Socket plain, HttpRequest request) throws IOException {
        String host = request.uri().getHost().replaceAll("[\\[\\]]", "");
        SSLSocket socket = (SSLSocket) factory().createSocket(plain, host, request.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private synchronized SSLSocketFactory factory() throws IOException {
        if (secure == null) {
            secure = Trust.socketFactory(certificates);
        }
        return secure;
    }

    private static int millis(Duration time) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, time.toMillis()));
    }
}
