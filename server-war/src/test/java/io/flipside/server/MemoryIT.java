// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.Compression;
import io.flipside.artifact.json.Json;
import io.flipside.server.wire.Desk;
import io.flipside.server.wire.TestDevice;
import io.flipside.server.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of an artifact does not matter to the server's memory. */
class MemoryIT {
    private static final long MIB = 1 << 20;
    private static final long GROWTH = 24 * MIB;

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static Wire operator;

    @BeforeAll
    static void start() throws Exception {
        String small = "-Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
        server = ServerProcess.start(folder.resolve("server"), Map.of("FLIPSIDE_JAVA_OPTS", small));
        operator = new Wire(server.uri()).as(server.email(), server.password());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aGibibyteUpAndDownTakesNoMoreMemoryThanAMebibyte() throws Exception {
        for (int i = 0; i < 5; i++) {
            transfer("small-" + i, 8 * MIB);
        }
        long before = resident(server);
        transfer("large", 1024 * MIB);
        assertThat(resident(server) - before).isLessThan(GROWTH);
    }

    /** 45 of them, each as large as may be, were more than 512 MiB of heap when they were listed. */
    @Test
    void fullInventoriesAreListedWithoutBeingHeld() throws Exception {
        String attributes = IntStream.range(0, 60)
                .mapToObj(i -> "{\"name\":\"n" + i + "\",\"value\":\"" + "x".repeat(16_000) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        int devices = 15;
        for (int i = 0; i < devices; i++) {
            TestDevice asking = TestDevice.withEd25519(new Wire(server.uri()));
            asking.authorise();
            new Desk(operator).accept(asking.mac());
            assertThat(new Wire(server.uri())
                            .with(asking.authorise().body())
                            .put("/api/devices/v1/inventory/device/attributes", attributes)
                            .statusCode())
                    .isEqualTo(200);
        }
        for (String list : List.of("/api/management/v1/flipside/devices", "/api/management/v1/inventory/devices")) {
            HttpResponse<String> answer = operator.get(list + "?per_page=500");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).hasSizeGreaterThan(devices * attributes.length() * 9 / 10);
        }
    }

    private void transfer(String name, long size) throws Exception {
        Path image = folder.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(image.toFile(), "rw")) {
            sparse.setLength(size);
        }
        Path artifact = folder.resolve(name + ".mender");
        ArtifactWriter.module("m")
                .name(name)
                .deviceTypes("t")
                .compression(Compression.NONE)
                .file(image)
                .write(artifact);
        String id = Desk.idIn(new Desk(operator).upload(artifact));
        long stored = Files.size(artifact);
        Files.delete(artifact);
        Files.delete(image);
        String link = operator.get(Desk.V1 + "artifacts/" + id + "/download").body();
        assertThat(download(URI.create(Json.parse(link).asObject().string("uri").orElseThrow())))
                .isEqualTo(stored);
        assertThat(operator.delete(Desk.V1 + "artifacts/" + id).statusCode()).isEqualTo(204);
    }

    private static long download(URI link) throws IOException {
        try (InputStream content = link.toURL().openStream()) {
            return content.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private static long resident(ServerProcess server) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.java().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
