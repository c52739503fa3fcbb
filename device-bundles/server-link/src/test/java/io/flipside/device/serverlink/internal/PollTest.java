// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import static io.flipside.device.serverlink.internal.StubServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.link.ConnectionStatus;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class PollTest extends ServerLinkScenario {
    private static final String OFFER =
            """
            {"id":"d-1","artifact":{"id":"x","artifact_name":"release-1",
             "source":{"uri":"http://127.0.0.1:1/dl?s=1","expire":"2026-11-24T07:53:41Z"},
             "device_types_compatible":["dev1"]},"unknown":[1]}
            """;

    @Test
    void keepsAskingUntilItIsAcceptedThenSendsItsInventoryAndPolls() throws Exception {
        server.on(StubServer.AUTH, answer(401), answer(401), answer(200, "token-2\n"));

        link.start();

        assertThat(server.await(StubServer.NEXT, 1).get(0).authorization()).isEqualTo("Bearer token-2");
        assertThat(server.story()).containsExactly("auth", "auth", "auth", "inventory", "next");
    }

    @Test
    void tellsTheServerWhatItProvides() throws Exception {
        link.checkUpdate();

        assertThat(server.all(StubServer.NEXT).get(0).body())
                .isEqualTo("{\"device_provides\":{\"artifact_name\":\"release 0\",\"device_type\":\"dev1\","
                        + "\"rootfs-image.version\":\"v1\"}}\n");
    }

    @Test
    void sendsTheInventoryWithWhatItProvides() throws Exception {
        link.addInventory(() -> new TreeMap<>(Map.of("hostname", List.of("gate-7"))), Map.of("service.ranking", 5));
        link.addInventory(() -> new TreeMap<>(Map.of("device_type", List.of("fake"))), Map.of("service.ranking", 9));

        link.sendInventory();

        StubServer.Request request = server.all(StubServer.INVENTORY).get(0);
        assertThat(request.type()).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo("[{\"name\":\"artifact_name\",\"value\":\"release 0\"},"
                        + "{\"name\":\"device_type\",\"value\":\"dev1\"},"
                        + "{\"name\":\"hostname\",\"value\":\"gate-7\"},"
                        + "{\"name\":\"nets\",\"value\":[\"a\",\"b\"]},"
                        + "{\"name\":\"rootfs-image.version\",\"value\":\"v1\"}]\n");
    }

    @Test
    void sendsTheInventoryWithPatchToAnOlderServer() throws Exception {
        server.on(StubServer.INVENTORY, 405, "");
        server.on("PATCH /api/devices/v1/inventory/device/attributes", 200, "");

        link.sendInventory();

        assertThat(server.story()).endsWith("inventory", "PATCH /api/devices/v1/inventory/device/attributes");
    }

    @Test
    void startsTheUpdateThatTheServerOrders() throws Exception {
        server.on(StubServer.NEXT, 200, OFFER);

        assertThat(link.checkUpdate()).isTrue();

        assertThat(engine.started)
                .containsExactly(new UpdateRequest(
                        "d-1",
                        UpdateRequest.Mode.MANAGED,
                        URI.create("http://127.0.0.1:1/dl?s=1"),
                        Optional.of("release-1")));
    }

    @Test
    void asksForNothingWhileAnUpdateIsInProgress() throws Exception {
        engine.isIn(Phase.DOWNLOAD);

        assertThat(link.checkUpdate()).isFalse();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void fallsBackToTheFirstVersionAndStaysThere() throws Exception {
        server.on(StubServer.NEXT, 404, "");
        String old =
                "GET /api/devices/v1/deployments/device/deployments/next?artifact_name=release%200&device_type=dev1";
        server.on(old, 204, "");

        link.checkUpdate();
        link.checkUpdate();

        assertThat(server.story()).containsExactly("auth", "next", old, old);
    }

    @Test
    void asksForANewTokenOnceWhenItsOwnIsRefused() throws Exception {
        server.on(StubServer.NEXT, answer(401), answer(204));

        assertThat(link.checkUpdate()).isFalse();

        assertThat(server.story()).containsExactly("auth", "next", "auth", "next");
    }

    @Test
    void givesUpWhenTheNewTokenIsRefusedToo() {
        server.on(StubServer.NEXT, 401, "{\"error\":\"go away\"}");

        assertThatThrownBy(() -> link.checkUpdate()).hasMessageContaining("is answered with 401 (go away)");
        assertThat(server.story()).containsExactly("auth", "next", "auth", "next");
    }

    @Test
    void turnsToTheNextServerWhenOneIsGone() throws Exception {
        link.stop();
        link = link(LONG, URI.create("http://127.0.0.1:1"), server.uri());

        assertThat(link.checkUpdate()).isFalse();
        assertThat(server.story()).containsExactly("auth", "next");
    }

    @Test
    void saysWhenItAsksAgainWhileItIsNotAuthorised() throws Exception {
        server.on(StubServer.AUTH, 401, "");

        link.start();
        server.await(StubServer.AUTH, 3);

        assertThat(link.status().state()).isEqualTo(ConnectionStatus.State.NOT_AUTHORISED);
        assertThat(link.status().message()).contains("not authorised yet").matches(".*; asks again in [0-9]+ s");
    }

    @Test
    void saysThatItIsConnected() throws Exception {
        link.start();
        server.await(StubServer.NEXT, 1);
        link.stop();

        assertThat(link.status().state()).isEqualTo(ConnectionStatus.State.CONNECTED);
    }

    @Test
    void saysWhetherItIsAccepted() throws Exception {
        server.on(StubServer.AUTH, answer(401), answer(200, "token"));

        assertThat(link.authorize()).isFalse();
        assertThat(link.authorize()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "{}",
                "[]",
                "{\"id\":1,\"artifact\":{}}",
                "{\"id\":\"../x\",\"artifact\":{\"artifact_name\":\"a\",\"source\":{\"uri\":\"http://h/\"},"
                        + "\"device_types_compatible\":[\"d\"]}}",
                "{\"id\":\"d\",\"artifact\":{\"artifact_name\":\"a\",\"source\":{\"uri\":\"file:///etc/passwd\"},"
                        + "\"device_types_compatible\":[\"d\"]}}",
                "{\"id\":\"d\",\"artifact\":{\"artifact_name\":\"a\",\"source\":{\"uri\":\"http://h/\"},"
                        + "\"device_types_compatible\":[]}}"
            })
    void refusesAnOfferThatMakesNoSense(String offer) {
        server.on(StubServer.NEXT, 200, offer);

        assertThatThrownBy(() -> link.checkUpdate())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the server offers an update that makes no sense");
        assertThat(engine.started).isEmpty();
    }

    @Test
    void refusesAnAnswerWithoutEnd() {
        server.on(StubServer.NEXT, 200, " ".repeat(1_000_000));

        assertThatThrownBy(() -> link.checkUpdate()).hasMessageContaining("more than the 65536 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "to ken", "tök", "a\r\nb"})
    void refusesSomethingThatIsNoToken(String token) {
        server.on(StubServer.AUTH, 200, token);

        assertThatThrownBy(() -> link.checkUpdate()).hasMessageContaining("something that is no token");
    }

    @Test
    void waitsForAnEngineThatIsBeingReplaced() throws Exception {
        link.unsetEngine(engine);
        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(() -> link.setEngine(engine));

        assertThat(link.checkUpdate()).isFalse();
        assertThat(server.story()).containsExactly("auth", "next");
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        for (int i = 0; i < 50; i++) {
            ServerLinkComponent one = link(LONG, server.uri());
            one.start();
            one.stop();
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("flipside-link"));
    }
}
