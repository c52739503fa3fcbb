// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayaraMainTest {
    private HttpServer payara;

    @BeforeEach
    void listen() throws IOException {
        payara = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        payara.start();
    }

    @AfterEach
    void stop() {
        payara.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + payara.getAddress().getPort();
    }

    private void answer(int code, String body) {
        payara.createContext("/health/ready", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void aServerWhoseDatabaseIsUpIsReady() throws Exception {
        answer(200, "{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"}]}");
        assertThat(PayaraMain.becomesReady(url())).isTrue();
    }

    @Test
    void aServerWithoutAnApplicationIsGivenUp() throws Exception {
        answer(503, "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"No Application deployed\",\"status\":\"DOWN\"}]}");
        assertThat(PayaraMain.becomesReady(url())).isFalse();
    }

    @Test
    void anErrorWithoutABodyIsAnAnswer() {
        answer(500, "");
        assertThat(PayaraMain.health(url())).isEqualTo("500");
    }

    @Test
    void nobodyThereIsNoAnswer() {
        String url = url();
        payara.stop(0);
        assertThat(PayaraMain.health(url)).isEmpty();
    }
}
