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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets nobody in without a certificate that it knows. */
@Timeout(20)
class ClientCertificateTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final char[] PASSWORD = "flipside".toCharArray();

    @TempDir
    Path directory;

    private final KeyStore known = KeyStore.getInstance("PKCS12");
    private Path certificate;
    private Path key;

    ClientCertificateTest() throws Exception {
        try (InputStream in = resource("self-signed.p12")) {
            known.load(in, PASSWORD);
        }
    }

    @BeforeEach
    void writeFiles() throws Exception {
        certificate = directory.resolve("device.pem");
        try (InputStream in = resource("self-signed.pem")) {
            Files.copy(in, certificate);
        }
        Key secret = known.getKey(known.aliases().nextElement(), PASSWORD);
        key = Files.writeString(
                directory.resolve("device.key"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(secret.getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void isShownToAServerThatAsksForIt() throws Exception {
        try (Peer peer = demanding();
                HttpExchange exchange = exchange(peer, Optional.of(new ClientCertificateFiles(certificate, key)))) {
            assertThat(exchange.send().text(100)).isEqualTo("come in");
        }
    }

    @Test
    void isMissedByAServerThatAsksForIt() throws Exception {
        try (Peer peer = demanding();
                HttpExchange exchange = exchange(peer, Optional.empty())) {
            assertThatThrownBy(() -> exchange.send().text(100)).isInstanceOf(HttpException.class);

            assertThat(peer.requests.take()).startsWith("failed: ").contains("certificate");
        }
    }

    @Test
    void thatCannotBeUsedIsNamed() throws Exception {
        Files.writeString(key, "no key");
        try (Peer peer = demanding();
                HttpExchange exchange = exchange(peer, Optional.of(new ClientCertificateFiles(certificate, key)))) {
            assertThatThrownBy(exchange::send)
                    .hasMessageContaining("device.pem")
                    .hasMessageContaining("device.key");
        }
    }

    private Peer demanding() throws Exception {
        return Peer.secured("https://127.0.0.1", new Demanding(context()), "HTTP/1.1 200 OK\r\n\r\ncome in");
    }

    private HttpExchange exchange(Peer peer, Optional<ClientCertificateFiles> own) throws IOException {
        return new HttpClientComponent(Optional.empty(), new TlsContexts(own, Optional.empty()))
                .exchange(
                        HttpRequest.get(peer.uri("/"), Map.of()),
                        new HttpSettings(SOON, SOON, Optional.of(certificate)));
    }

    /** The one certificate there is stands for both sides. */
    private SSLContext context() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(known, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "device", known.getCertificate(known.aliases().nextElement()));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ClientCertificateTest.class.getResourceAsStream(name));
    }

    private static final class Demanding extends ServerSocketFactory {
        private final SSLContext context;

        Demanding(SSLContext context) {
            this.context = context;
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            SSLServerSocket socket =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, backlog, address);
            socket.setNeedClientAuth(true);
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port) {
            throw new UnsupportedOperationException();
        }
    }
}
