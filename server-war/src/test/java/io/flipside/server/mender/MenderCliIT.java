// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.mender;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import io.flipside.server.mender.Peers.Outcome;
import io.flipside.server.wire.Desk;
import io.flipside.server.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real mender-cli works with this server as with Mender's. */
class MenderCliIT {
    private static ServerProcess server;

    @TempDir
    Path home;

    @BeforeAll
    static void start() throws Exception {
        Peers.require("mender-cli");
        server = SharedServer.get();
    }

    @BeforeEach
    void logIn() throws IOException {
        assertThat(cli("login", "--username", server.email(), "--password", server.password())
                        .code())
                .isZero();
    }

    private Outcome cli(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("mender-cli", "--server", server.uri().toString()));
        command.addAll(List.of(arguments));
        return Peers.run(Map.of("HOME", home.toString(), "XDG_CACHE_HOME", ""), command.toArray(String[]::new));
    }

    private Path artifact(String name) throws IOException {
        Path payload = Files.writeString(home.resolve("payload"), "hello");
        Path file = home.resolve("a.mender");
        ArtifactWriter.module("single-file")
                .name(name)
                .deviceTypes("dev1")
                .file(payload)
                .metaData("{\"a\":1}")
                .write(file);
        return file;
    }

    private Outcome upload(Path file) throws IOException {
        return cli("artifacts", "upload", "--no-progress", "--description", "by the cli", file.toString());
    }

    @Test
    void aWrongPasswordIsAnError() throws IOException {
        assertThat(cli("login", "--username", server.email(), "--password", "wrong-password")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void uploadsListsAndDeletesAnArtifact() throws Exception {
        String name = "cli-" + UUID.randomUUID();
        Outcome uploaded = upload(artifact(name));
        assertThat(uploaded.code()).as(uploaded.output()).isZero();
        Outcome listed = cli("artifacts", "list", "-d", "3");
        assertThat(listed.code()).as(listed.output()).isZero();
        assertThat(listed.output()).contains(name);
        Wire operator = new Wire(server.uri()).as(server.email(), server.password());
        String id = operator.get(Desk.V1 + "artifacts/list?name=" + name)
                .body()
                .replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(cli("artifacts", "delete", id).code()).isZero();
        assertThat(cli("artifacts", "list").output()).doesNotContain(name);
    }

    @Test
    void theSameArtifactTwiceIsAnError() throws IOException {
        Path file = artifact("cli-" + UUID.randomUUID());
        assertThat(upload(file).code()).isZero();
        assertThat(upload(file).code()).isEqualTo(1);
    }

    @Test
    void garbageIsAnError() throws IOException {
        assertThat(upload(Files.writeString(home.resolve("garbage"), "garbage")).code())
                .isEqualTo(1);
    }

    @Test
    void listsDevices() throws IOException {
        Outcome devices = cli("devices", "list", "-d", "3");
        assertThat(devices.code()).as(devices.output()).isZero();
        assertThat(cli("devices", "list", "-r").code()).isZero();
    }

    @Test
    void aTokenCanBeGivenOnTheCommandLine() throws Exception {
        String token =
                new Wire(server.uri()).as(server.email(), server.password()).token();
        assertThat(cli("--token-value", token, "devices", "list").code()).isZero();
        assertThat(cli("--token-value", "nonsense", "devices", "list").code()).isEqualTo(1);
    }
}
