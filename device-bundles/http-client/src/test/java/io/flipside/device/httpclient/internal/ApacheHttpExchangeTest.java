// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.http.HttpException;
import io.flipside.device.http.HttpExchange;
import io.flipside.device.http.HttpRequest;
import io.flipside.device.http.HttpResponse;
import io.flipside.device.http.HttpSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ApacheHttpExchangeTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final HttpSettings SETTINGS = new HttpSettings(SOON, SOON, Optional.empty());
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private final HttpClientComponent client = new HttpClientComponent();

    @Test
    void sendsTheRequestAsItIs() throws Exception {
        try (Peer peer = Peer.saying("HTTP/1.1 204 No Content\r\n\r\n")) {
            URI uri = peer.uri("/api/x?y=%20z");
            HttpRequest request =
                    new HttpRequest("PATCH", uri, Map.of("X-A", "b"), Optional.of("{\"ä\":1}\n"), Optional.of(SOON));

            try (HttpExchange exchange = client.exchange(request, SETTINGS)) {
                HttpResponse response = exchange.send();
                assertThat(response.status()).isEqualTo(204);
                assertThat(response.text(10)).isEmpty();
            }

            assertThat(peer.requests.take().split("\r\n", -1))
                    .startsWith("PATCH /api/x?y=%20z HTTP/1.1")
                    .containsExactlyInAnyOrder(
                            "PATCH /api/x?y=%20z HTTP/1.1",
                            "Host: 127.0.0.1:" + uri.getPort(),
                            "User-Agent: Flipside",
                            "Connection: close",
                            "X-A: b",
                            "Content-Length: 9",
                            "",
                            "{\"Ã¤\":1}\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world and more",
                "HTTP/1.1 200\r\ntransfer-encoding: chunked\r\n\r\n6;x=y\r\nhello \r\n5\r\nworld\r\n0\r\nA: b\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\nhello world",
                "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\nContent-Length: 11\r\n\r\nhello world",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\nContent-Length: 11\n\nhello world"
            })
    void readsTheBodyToItsEnd(String answer) throws Exception {
        assertThat(textOf(answer)).isEqualTo("hello world");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BROKEN   | expected: 10; received: 3      | HTTP/1.1 200 OK~Content-Length: 10~~abc",
                "BROKEN   | Truncated chunk                | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~10~abc",
                "BROKEN   | ended within the head          | HTTP/1.1 200 OK~Content-Le",
                "NOT_HTTP | it says 'SSH-2.0-OpenSSH_9.2'  | SSH-2.0-OpenSSH_9.2~",
                "NOT_HTTP | Negative chunk size            | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-5~abc",
                "NOT_HTTP | Invalid content length: x      | HTTP/1.1 200 OK~Content-Length: x~~abc",
                "NOT_HTTP | Multiple Content-Length        | HTTP/1.1 200 OK~Content-Length: 3~Content-Length: 4~~abc",
                "NOT_HTTP | Invalid header                 | HTTP/1.1 200 OK~A: b~broken~~",
                "NOT_HTTP | more than the 20 bytes         | HTTP/1.1 200 OK~~this is longer than twenty bytes"
            })
    void saysWhatIsWrongWithAnAnswer(HttpException.Kind kind, String message, String answer) {
        assertThatThrownBy(() -> textOf(answer.replace("~", "\r\n")))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining("http://127.0.0.1:")
                .hasMessageContaining(message);
    }

    @Test
    void refusesAHeadWithoutEnd() {
        assertThatThrownBy(() -> textOf("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(10_000)))
                .hasMessageContaining("a head that is too long");
    }

    @ParameterizedTest
    @CsvSource({"A: b, 101, header count", "A: 9000 bytes, 1, line length", "A: b, 1000000, header count"})
    void refusesTrailersWithoutEnd(String trailer, int times, String limit) {
        String line = trailer.replace("9000 bytes", "b".repeat(9000)) + "\r\n";

        assertThatThrownBy(() -> textOf(CHUNKED + "0\r\n" + line.repeat(times) + "\r\n"))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.NOT_HTTP))
                .hasMessageContaining("Maximum " + limit);
    }

    @Test
    void refusesALineOfAHeadThatIsTooLong() {
        assertThatThrownBy(() -> textOf("HTTP/1.1 200 OK\r\nA: " + "b".repeat(9000) + "\r\n\r\n"))
                .hasMessageContaining("a head that is too long: Maximum line length");
    }

    @Test
    void readsNinetyNineTrailers() throws Exception {
        assertThat(textOf(CHUNKED + "2\r\nok\r\n0\r\n" + "A: b\r\n".repeat(99) + "\r\n"))
                .isEqualTo("ok");
    }

    @Test
    void doesNotBlameAProxyThatIsNotConfigured() {
        assertThatThrownBy(() -> textOf("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n"))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.NOT_HTTP))
                .hasMessageContaining("answers 407, as only a proxy may, but this device reaches it without one");
    }

    @Test
    void aRefusedConnectionIsUnreachable() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        HttpExchange exchange =
                client.exchange(HttpRequest.get(URI.create("http://127.0.0.1:" + free), Map.of()), SETTINGS);

        assertThatThrownBy(exchange::send)
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.UNREACHABLE))
                .hasMessageContaining("http://127.0.0.1:" + free + " can't be reached");
    }

    @Test
    void closingFromAnotherThreadEndsABlockedRead() throws Exception {
        try (Peer peer = Peer.sayingAndStaying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")) {
            HttpExchange exchange = client.exchange(HttpRequest.get(peer.uri("/"), Map.of()), SETTINGS);
            HttpResponse response = exchange.send();
            response.body().readNBytes(3);

            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(exchange::close);

            assertThatThrownBy(() -> response.body().read())
                    .isInstanceOfSatisfying(
                            HttpException.class, e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.CLOSED));
        }
    }

    @Test
    void anInterruptEndsABlockedRead() throws Exception {
        try (Peer peer = Peer.sayingAndStaying("")) {
            Thread reader = Thread.currentThread();
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(reader::interrupt);
            HttpExchange exchange = client.exchange(HttpRequest.get(peer.uri("/"), Map.of()), SETTINGS);

            assertThatThrownBy(exchange::send).isInstanceOfSatisfying(HttpException.class, e -> assertThat(e.kind())
                    .isEqualTo(HttpException.Kind.CLOSED));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theTimeLimitEndsAnAnswerThatNeverComes() throws Exception {
        try (Peer peer = Peer.sayingAndStaying("HTTP/1.1 200 OK\r\n")) {
            HttpRequest request = new HttpRequest(
                    "GET", peer.uri("/"), Map.of(), Optional.empty(), Optional.of(Duration.ofMillis(100)));

            assertThatThrownBy(() -> client.exchange(request, SETTINGS).send())
                    .hasMessageContaining("no whole answer within 0.1 s");
        }
    }

    @Test
    void silenceIsATimeout() throws Exception {
        try (Peer peer = Peer.sayingAndStaying("")) {
            HttpSettings hasty = new HttpSettings(SOON, Duration.ofMillis(50), Optional.empty());

            assertThatThrownBy(() -> client.exchange(HttpRequest.get(peer.uri("/"), Map.of()), hasty)
                            .send())
                    .isInstanceOfSatisfying(
                            HttpException.class, e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.TIMEOUT));
        }
    }

    @Test
    void whatIsShownOfAnAddressHoldsNoSecret() {
        assertThat(HttpRequest.show(URI.create("https://me:secret@host:8443/a/b?signature=secret")))
                .isEqualTo("https://host:8443/a/b?...");
    }

    @Test
    void aHeaderFieldCanNotSmuggleAnother() {
        assertThatThrownBy(() -> HttpRequest.get(URI.create("http://host/"), Map.of("A", "b\r\nC: d")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String textOf(String answer) throws IOException {
        try (Peer peer = Peer.saying(answer);
                HttpExchange exchange = client.exchange(HttpRequest.get(peer.uri("/"), Map.of()), SETTINGS)) {
            return exchange.send().text(20);
        }
    }
}
