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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ProxyTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    /** The name and the password "device" and "secret". */
    private static final String BASIC = "Basic ZGV2aWNlOnNlY3JldA==";

    private static final URI ELSEWHERE = URI.create("http://elsewhere.invalid/a?b=c");

    @TempDir
    Path directory;

    @Test
    void asksTheProxyForWebAddresses() throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy(Optional.empty(), "200 OK\r\nContent-Length: 0")) {
            assertThat(get(ELSEWHERE, plain(proxy))).isEmpty();

            assertThat(proxy.heads.get(0)).startsWith("GET http://elsewhere.invalid/a?b=c HTTP/1.1\r\n");
        }
    }

    @Test
    void showsUserAndPasswordWhenTheProxyWantsThem() throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy(Optional.of(BASIC), "200 OK\r\nContent-Length: 0")) {
            assertThat(get(ELSEWHERE, withPassword(proxy, "secret\n"))).isEmpty();

            assertThat(proxy.heads).hasSize(2);
        }
    }

    @Test
    void saysThatTheProxyRefusesAWrongPassword() throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy(Optional.of(BASIC), "200 OK\r\nContent-Length: 0")) {
            assertThatThrownBy(() -> get(ELSEWHERE, withPassword(proxy, "wrong")))
                    .isInstanceOfSatisfying(
                            HttpException.class, e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.PROXY_REFUSED))
                    .hasMessageContaining("check http.proxy, http.proxyUser")
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void speaksWithTheServerItselfThroughATunnel() throws Exception {
        Path certificate = directory.resolve("server.pem");
        try (InputStream in = Objects.requireNonNull(ProxyTest.class.getResourceAsStream("self-signed.pem"))) {
            Files.copy(in, certificate);
        }
        try (ScriptedProxy proxy = new ScriptedProxy(Optional.of(BASIC), "");
                Peer peer = Peer.secured(
                        "https://127.0.0.1",
                        TlsContextsTest.tls(),
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes")) {
            HttpClientComponent client = new HttpClientComponent(
                    withPassword(proxy, "secret"), new TlsContexts(Optional.empty(), Optional.empty()));
            HttpSettings settings = new HttpSettings(SOON, SOON, Optional.of(certificate));
            try (HttpExchange exchange = client.exchange(HttpRequest.get(peer.uri("/x"), Map.of()), settings)) {
                assertThat(exchange.send().text(10)).isEqualTo("yes");
            }
            assertThat(peer.requests.take()).startsWith("GET /x HTTP/1.1\r\n").doesNotContain("Proxy");
        }
    }

    /** A proxy that answers in the place of a server must not pass for it. */
    @Test
    void believesNothingThatTheProxySaysInTheNameOfASecureServer() throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy(Optional.empty(), "204 No update for you")) {
            assertThatThrownBy(() -> get(URI.create("https://127.0.0.1:1/next"), plain(proxy)))
                    .isInstanceOfSatisfying(
                            HttpException.class, e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.PROXY_REFUSED));
        }
    }

    @Test
    void goesPastTheProxyWhereItIsToldTo() throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy(Optional.empty(), "500 No");
                Peer peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            Optional<ProxySettings> settings = Optional.of(new ProxySettings(
                    proxy.address(), Optional.empty(), Optional.empty(), List.of(".example.com", "127.0.0.1")));

            assertThat(get(peer.uri("/"), settings)).isEqualTo("ok");
            assertThat(proxy.heads).isEmpty();
        }
    }

    private static Optional<ProxySettings> plain(ScriptedProxy proxy) {
        return Optional.of(new ProxySettings(proxy.address(), Optional.empty(), Optional.empty(), List.of()));
    }

    private Optional<ProxySettings> withPassword(ScriptedProxy proxy, String password) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), password);
        return Optional.of(new ProxySettings(proxy.address(), Optional.of("device"), Optional.of(file), List.of()));
    }

    private static String get(URI uri, Optional<ProxySettings> proxy) throws IOException {
        HttpClientComponent client =
                new HttpClientComponent(proxy, new TlsContexts(Optional.empty(), Optional.empty()));
        HttpSettings settings = new HttpSettings(SOON, SOON, Optional.empty());
        try (HttpExchange exchange = client.exchange(HttpRequest.get(uri, Map.of()), settings)) {
            return exchange.send().text(100);
        }
    }
}
