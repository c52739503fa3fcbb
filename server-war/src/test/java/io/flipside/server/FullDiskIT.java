// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flipside.server.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full for a while, below the embedded database. */
class FullDiskIT {
    private static final String DEVICES = "/api/management/v2/devauth/devices";
    private static final String READY = "/health/ready";

    @TempDir
    Path folder;

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", disk().toString());
        }
    }

    @Test
    void aServerWhoseDiskIsFullSaysSoAndGoesOnWhenThereIsSpaceAgain() throws Exception {
        Files.createDirectories(disk());
        mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "none", disk().toString());
        assumeTrue(mounted, "a small disk can only be mounted by root");
        try (ServerProcess server = ServerProcess.start(folder)) {
            Wire operator = new Wire(server.uri()).as(server.email(), server.password());
            assertThat(operator.get(READY).statusCode()).isEqualTo(200);
            Path filling = disk().resolve("filling");
            fill(filling);
            assertThat(operator.get(READY).statusCode()).isEqualTo(503);
            int i = 0;
            int status = 201;
            // The database's file has some space of its own.
            while (status == 201) {
                status = preauthorize(operator, i++);
                fill(filling);
            }
            assertThat(status).isEqualTo(503);
            Files.delete(filling);
            int next = i;
            Eventually.is(
                    "it serves again",
                    Duration.ofSeconds(30),
                    () -> operator.get(READY).statusCode() == 200 && preauthorize(operator, next) == 201);
        }
    }

    private static int preauthorize(Wire operator, int number) throws Exception {
        String identity = "{\"mac\":\"" + number + "\",\"note\":\"" + "x".repeat(900) + "\"}";
        String device =
                "{\"identity_data\":" + identity + ",\"fingerprint\":\"" + String.format("%064x", number) + "\"}";
        return operator.post(DEVICES, device).statusCode();
    }

    private Path disk() {
        return folder.resolve("data").resolve("database");
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, CREATE, APPEND)) {
            byte[] block = new byte[1 << 12];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
