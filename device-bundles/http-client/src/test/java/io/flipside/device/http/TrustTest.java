// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
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
class TrustTest {
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
                HttpExchange exchange = client(Optional.of(certificate))
                        .exchange(HttpRequest.get(peer.uri("/"), Map.of()))
                        .send()) {
            assertThat(exchange.text(100)).isEqualTo("secret");
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        try (Peer peer = Peer.secured("https://127.0.0.1", tls(), "HTTP/1.1 200 OK\r\n\r\nsecret")) {
            HttpExchange exchange = client(Optional.empty()).exchange(HttpRequest.get(peer.uri("/"), Map.of()));

            assertThatThrownBy(exchange::send)
                    .isInstanceOfSatisfying(
                            HttpException.class, e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.UNTRUSTED))
                    .hasMessageContaining("as serverCertificate");
        }
    }

    @Test
    void refusesATrustedCertificateOfAnotherHost() throws Exception {
        try (Peer peer = Peer.secured("https://127.0.0.2", tls(), "HTTP/1.1 200 OK\r\n\r\nsecret")) {
            HttpExchange exchange = client(Optional.of(certificate)).exchange(HttpRequest.get(peer.uri("/"), Map.of()));

            assertThatThrownBy(exchange::send).hasMessageContaining("127.0.0.2");
        }
    }

    @Test
    void saysWhichFileHoldsNoCertificate() throws Exception {
        Files.writeString(certificate, "nothing here");
        try (Peer peer = Peer.secured("https://127.0.0.1", tls(), "")) {
            HttpExchange exchange = client(Optional.of(certificate)).exchange(HttpRequest.get(peer.uri("/"), Map.of()));

            assertThatThrownBy(exchange::send).hasMessageContaining("server.pem");
        }
    }

    private static HttpClient client(Optional<Path> certificates) {
        return new HttpClient(SOON, SOON, certificates);
    }

    private static ServerSocketFactory tls() throws Exception {
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
        return Objects.requireNonNull(TrustTest.class.getResourceAsStream(name));
    }
}
