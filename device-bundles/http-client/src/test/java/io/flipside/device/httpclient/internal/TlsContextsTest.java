// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.http.HttpException;
import io.flipside.device.http.HttpExchange;
import io.flipside.device.http.HttpRequest;
import io.flipside.device.http.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class TlsContextsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    private Path certificate;

    @BeforeEach
    void copyCertificate() throws Exception {
        certificate = directory.resolve("server.pem");
        try (InputStream in = resource("self-signed.pem")) {
            Files.copy(in, certificate);
        }
    }

    @Test
    void trustsASelfSignedCertificateThatTheFileNames() throws Exception {
        try (Peer peer = Peer.secured("https://127.0.0.1", tls(), "HTTP/1.1 200 OK\r\n\r\nsecret");
                HttpExchange exchange = exchange(peer.uri("/"), Optional.of(certificate))) {
            assertThat(exchange.send().text(100)).isEqualTo("secret");
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        try (Peer peer = Peer.secured("https://127.0.0.1", tls(), "HTTP/1.1 200 OK\r\n\r\nsecret")) {
            HttpExchange exchange = exchange(peer.uri("/"), Optional.empty());

            assertThatThrownBy(exchange::send)
                    .isInstanceOfSatisfying(
                            HttpException.class, e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.UNTRUSTED))
                    .hasMessageContaining("as http.serverCertificate");
        }
    }

    @Test
    void refusesATrustedCertificateOfAnotherHost() throws Exception {
        try (Peer peer = Peer.secured("https://127.0.0.2", tls(), "HTTP/1.1 200 OK\r\n\r\nsecret")) {
            HttpExchange exchange = exchange(peer.uri("/"), Optional.of(certificate));

            assertThatThrownBy(exchange::send).hasMessageContaining("127.0.0.2");
        }
    }

    @Test
    void saysWhichFileHoldsNoCertificate() throws Exception {
        Files.writeString(certificate, "nothing here");
        try (Peer peer = Peer.secured("https://127.0.0.1", tls(), "")) {
            HttpExchange exchange = exchange(peer.uri("/"), Optional.of(certificate));

            assertThatThrownBy(exchange::send).hasMessageContaining("server.pem");
        }
    }

    @Test
    void trustsForEveryConnectionWhatTheClientIsToldTo() throws Exception {
        try (Peer peer = Peer.secured("https://127.0.0.1", tls(), "HTTP/1.1 200 OK\r\n\r\nsecret");
                HttpExchange exchange = exchange(peer.uri("/"), Optional.empty(), Optional.of(certificate))) {
            assertThat(exchange.send().text(100)).isEqualTo("secret");
        }
    }

    @Test
    void trustsTheFileOfTheConnectionInsteadWhereItHasOne() throws Exception {
        Path own = directory.resolve("own.pem");
        try (Peer peer = Peer.secured("https://127.0.0.1", tls(), "")) {
            HttpExchange exchange = exchange(peer.uri("/"), Optional.of(own), Optional.of(certificate));

            assertThatThrownBy(exchange::send).hasMessageContaining("own.pem");
        }
    }

    private static HttpExchange exchange(URI uri, Optional<Path> certificates) throws IOException {
        return exchange(uri, certificates, Optional.empty());
    }

    private static HttpExchange exchange(URI uri, Optional<Path> certificates, Optional<Path> everywhere)
            throws IOException {
        return new HttpClientComponent(Optional.empty(), new TlsContexts(Optional.empty(), everywhere))
                .exchange(HttpRequest.get(uri, Map.of()), new HttpSettings(SOON, SOON, certificates));
    }

    static ServerSocketFactory tls() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = "flipside".toCharArray();
        try (InputStream in = resource("self-signed.p12")) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(TlsContextsTest.class.getResourceAsStream(name));
    }
}
