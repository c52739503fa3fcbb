// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import static io.flipside.device.serverlink.internal.StubServer.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.httpclient.internal.HttpClientComponent;
import io.flipside.device.serverlink.internal.server.ServerException;
import io.flipside.device.support.retry.BackOff;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryAfterTest {
    private final BackOff backOff = new BackOff(Duration.ofSeconds(5), Duration.ofHours(1));

    @TempDir
    Path directory;

    @Test
    void waitsAsLongAsTheServerSays() throws Exception {
        try (StubServer server = new StubServer()) {
            server.on(AUTH, new StubServer.Answer(429, "", Map.of("Retry-After", "120")));
            assertThat(backOff.failed(ServerException.retryAfter(failureOf(server))))
                    .isEqualTo(Duration.ofSeconds(120));
        }
    }

    @Test
    void doesNotLetTheServerPutItOffForDays() throws Exception {
        try (StubServer server = new StubServer()) {
            server.on(AUTH, new StubServer.Answer(503, "", Map.of("Retry-After", "99999")));
            assertThat(backOff.failed(ServerException.retryAfter(failureOf(server))))
                    .isEqualTo(Duration.ofHours(1));
        }
    }

    private IOException failureOf(StubServer server) {
        Duration any = Duration.ofHours(1);
        ServerLinkSettings.Times times = new ServerLinkSettings.Times(any, any, any, any, any);
        ServerLinkComponent link = new ServerLinkComponent(new ServerLinkSettings(
                List.of(server.uri()), directory.resolve("key.pem"), "", Optional.empty(), times));
        link.setClient(new HttpClientComponent());
        link.setIdentity(() -> new TreeMap<>(Map.of("mac", List.of("02:01"))));
        try {
            link.authorize();
            throw new AssertionError("the server should have refused");
        } catch (IOException e) {
            return e;
        }
    }
}
