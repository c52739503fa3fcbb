// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.json.Json;
import io.flipside.server.Eventually;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as a reader of the outbox: each event once, with the one who caused it. */
class DomainEventLoggerIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void whatAUserDidIsSaidOnceWithTheUserAndTheAddress() throws Exception {
        ServerProcess server = SharedServer.get();
        Wire operator = new Wire(server.uri()).as(server.email(), server.password());
        String user = Json.parse(
                        operator.get("/api/management/v1/useradm/users/me").body())
                .asObject()
                .string("id")
                .orElseThrow();
        Path payload = Files.writeString(folder.resolve("image"), "bytes");
        Path file = folder.resolve("a.mender");
        ArtifactWriter.module("m")
                .name("event-" + UUID.randomUUID())
                .deviceTypes("t")
                .file(payload)
                .write(file);
        String artifact = Desk.idIn(new Desk(operator).upload(file));
        assertThat(lines(server, "artifact " + artifact))
                .singleElement()
                .asString()
                .contains("was added")
                .contains("(by user " + user + " at 127.0.0.1)");
    }

    @Test
    void whatADeviceDidIsSaidWithItsAddress() throws Exception {
        ServerProcess server = SharedServer.get();
        TestDevice device = TestDevice.withEd25519(new Wire(server.uri()));
        device.authorise();
        assertThat(lines(server, "(" + device.mac() + ") asks to be authorised"))
                .singleElement()
                .asString()
                .contains("(by anyone at 127.0.0.1)");
    }

    private static List<String> lines(ServerProcess server, String text) throws Exception {
        Eventually.is(
                "the log says " + text, LONGEST, () -> !matching(server, text).isEmpty());
        return matching(server, text);
    }

    private static List<String> matching(ServerProcess server, String text) throws Exception {
        return server.log().lines().filter(line -> line.contains(text)).toList();
    }
}
