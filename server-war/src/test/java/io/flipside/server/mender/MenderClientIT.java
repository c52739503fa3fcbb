// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.mender;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.JsonObject;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import io.flipside.server.wire.Desk;
import io.flipside.server.wire.Wire;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real, unmodified Mender client takes its updates from this server. */
class MenderClientIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static Wire operator;
    private static Desk desk;

    private MenderDevice device;
    private Path target;

    @BeforeAll
    static void logIn() throws Exception {
        Peers.requireLab();
        server = SharedServer.get();
        operator = new Wire(server.uri()).as(server.email(), server.password());
        desk = new Desk(operator);
    }

    @BeforeEach
    void makeDevice() throws IOException {
        device = new MenderDevice(folder, server.uri());
        target = Files.createTempDirectory(folder, "target");
    }

    @AfterEach
    void stopDevice() throws InterruptedException {
        device.stop();
    }

    /** Accepts the device and starts its daemon. */
    private String accepted() throws Exception {
        assertThat(device.bootstrap()).isEqualTo(1);
        String id = desk.accept(device.mac());
        device.start();
        return id;
    }

    /** An artifact by the real tool that writes one file into the target folder. */
    private String artifact(String type, String content, Path... scripts) throws Exception {
        String name = "mender-" + UUID.randomUUID();
        Path parts = Files.createDirectory(folder.resolve(name));
        Files.writeString(parts.resolve("dest_dir"), target + "\n");
        Files.writeString(parts.resolve("filename"), "hello.txt\n");
        Files.writeString(parts.resolve("permissions"), "644\n");
        Files.writeString(parts.resolve("hello.txt"), content);
        Path file = folder.resolve(name + ".mender");
        List<String> command = new ArrayList<>(List.of(
                "mender-artifact",
                "write",
                "module-image",
                "-T",
                "single-file",
                "-t",
                type,
                "-n",
                name,
                "-o",
                file.toString()));
        for (String part : List.of("dest_dir", "filename", "permissions", "hello.txt")) {
            command.addAll(List.of("-f", parts.resolve(part).toString()));
        }
        for (Path script : scripts) {
            command.addAll(List.of("-s", script.toString()));
        }
        Peers.mustRun(command.toArray(String[]::new));
        HttpResponse<String> uploaded = desk.upload(file);
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
        return name;
    }

    private static Path script(String name, String body) throws IOException {
        Path script = Files.createTempDirectory(folder, "script").resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private <T> T await(String what, Callable<T> question, Predicate<T> good) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        T answer = question.call();
        while (!good.test(answer)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("still waiting for " + what + ": " + answer + "\n" + device.log());
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            answer = question.call();
        }
        return answer;
    }

    private void awaitStatus(String deployment, String status) throws Exception {
        await(
                "status " + status,
                () -> desk.deviceDeployment(deployment).string("status").orElse(""),
                status::equals);
    }

    @Test
    void isAcceptedOnlyAfterAPersonSaidSo() throws Exception {
        assertThat(device.bootstrap()).isEqualTo(1);
        JsonObject pending = desk.find(device.mac(), "pending");
        desk.decide(pending, "accepted");
        assertThat(device.bootstrap()).isZero();
    }

    @Test
    void sendsItsInventory() throws Exception {
        String id = accepted();
        String inventory = await(
                "inventory",
                () -> operator.get("/api/management/v1/inventory/devices/" + id).body(),
                body -> body.contains("mender_client_version"));
        assertThat(inventory)
                .contains("\"hostname\"", "[\"eth0\",\"lo\"]", "\"release-0\"", "\"dev1\"", "\"mem_total_kB\"");
    }

    @Test
    void installsAModuleImage() throws Exception {
        String id = accepted();
        String release = artifact("dev1", "hello\n");
        String deployment = desk.deploy(release, id);
        awaitStatus(deployment, "success");
        assertThat(target.resolve("hello.txt")).hasContent("hello\n");
        assertThat(operator.get(Desk.V1 + "deployments/" + deployment + "/statistics")
                        .body())
                .contains("\"success\":1");
        await(
                "the new name in the inventory",
                () -> operator.get("/api/management/v1/inventory/devices/" + id).body(),
                body -> body.contains(release));
    }

    @Test
    void showsWhichScriptItRuns() throws Exception {
        String id = accepted();
        Path script = script("ArtifactInstall_Enter_01_slow", "sleep 2");
        String deployment = desk.deploy(artifact("dev1", "hello\n", script), id);
        await(
                "the substate",
                () -> desk.deviceDeployment(deployment).string("substate").orElse(""),
                text -> text.contains("ArtifactInstall_Enter_01_slow"));
        awaitStatus(deployment, "success");
    }

    @Test
    void rollsBackAndHandsInItsLogWhenACommitScriptFails() throws Exception {
        String id = accepted();
        Files.writeString(target.resolve("hello.txt"), "old\n");
        Path script = script("ArtifactCommit_Enter_01_refuses", "exit 3");
        String deployment = desk.deploy(artifact("dev1", "new\n", script), id);
        awaitStatus(deployment, "failure");
        String log = await(
                "the log",
                () -> operator.get(Desk.V1 + "deployments/" + deployment + "/devices/" + id + "/log")
                        .body(),
                text -> !text.contains("not found"));
        assertThat(log).contains("ArtifactCommit_Enter_01_refuses");
        assertThat(target.resolve("hello.txt")).hasContent("old\n");
    }

    @Test
    void downloadsNothingThatItHas() throws Exception {
        String id = accepted();
        String release = artifact("dev1", "hello\n");
        awaitStatus(desk.deploy(release, id), "success");
        awaitStatus(desk.deploy(release, id), "already-installed");
    }

    @Test
    void getsNothingThatIsMeantForOthers() throws Exception {
        String id = accepted();
        awaitStatus(desk.deploy(artifact("dev2", "hello\n"), id), "noartifact");
    }

    @Test
    void rollsBackWhenItsDeploymentIsAborted() throws Exception {
        String id = accepted();
        Path script = script("ArtifactInstall_Enter_02_slow", "sleep 3");
        String deployment = desk.deploy(artifact("dev1", "new\n", script), id);
        await(
                "the script",
                () -> desk.deviceDeployment(deployment).string("substate").orElse(""),
                text -> text.contains("ArtifactInstall_Enter_02_slow"));
        operator.put(Desk.V1 + "deployments/" + deployment + "/status", "{\"status\":\"aborted\"}");
        await("the rollback", device::log, text -> text.contains("-> cleanup"));
        assertThat(target.resolve("hello.txt")).doesNotExist();
        assertThat(desk.deviceDeployment(deployment).string("status")).contains("aborted");
    }

    @Test
    void comesBackByItselfAfterItWasRejected() throws Exception {
        String id = accepted();
        String first = artifact("dev1", "one\n");
        awaitStatus(desk.deploy(first, id), "success");
        desk.decide(desk.find(device.mac(), "accepted"), "rejected");
        await("the refusal", device::log, text -> text.contains("nauthorized"));
        desk.decide(desk.find(device.mac(), "rejected"), "accepted");
        awaitStatus(desk.deploy(artifact("dev1", "two\n"), id), "success");
    }
}
