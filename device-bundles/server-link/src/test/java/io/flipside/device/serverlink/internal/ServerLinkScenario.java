// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.httpclient.internal.HttpClientComponent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A link that talks to a stub, with an engine that is told where it is. */
abstract class ServerLinkScenario {
    static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path directory;

    final ScriptedEngine engine = new ScriptedEngine();
    StubServer server;
    ServerLinkComponent link;

    @BeforeEach
    final void setUp() throws IOException {
        server = new StubServer();
        link = link(LONG, server.uri());
    }

    @AfterEach
    final void tearDown() throws InterruptedException {
        link.stop();
        server.close();
    }

    final ServerLinkComponent link(Duration giveUp, URI... servers) {
        ServerLinkSettings.Times times =
                new ServerLinkSettings.Times(LONG, LONG, Duration.ofMillis(5), giveUp, Duration.ofMillis(20));
        ServerLinkComponent fresh = new ServerLinkComponent(
                new ServerLinkSettings(List.of(servers), directory.resolve("key.pem"), "", Optional.empty(), times));
        fresh.setClient(new HttpClientComponent());
        fresh.setEngine(engine);
        fresh.setIdentity(() -> new TreeMap<>(Map.of("mac", List.of("02:00:00:00:00:01"))));
        fresh.addInventory(
                () -> new TreeMap<>(Map.of("hostname", List.of("gate"), "nets", List.of("a", "b"))), Map.of());
        return fresh;
    }
}
