// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.Compression;
import io.flipside.artifact.json.Json;
import io.flipside.server.wire.Desk;
import io.flipside.server.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of an artifact does not matter to the server's memory. */
class MemoryIT {
    private static final long MIB = 1 << 20;
    private static final long GROWTH = 24 * MIB;

    @TempDir
    Path folder;

    @Test
    void aGibibyteUpAndDownTakesNoMoreMemoryThanAMebibyte() throws Exception {
        String small = "-Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
        try (ServerProcess server =
                ServerProcess.start(folder.resolve("server"), Map.of("FLIPSIDE_JAVA_OPTS", small))) {
            Wire operator = new Wire(server.uri()).as(server.email(), server.password());
            for (int i = 0; i < 5; i++) {
                transfer(operator, "small-" + i, 8 * MIB);
            }
            long before = resident(server);
            transfer(operator, "large", 1024 * MIB);
            assertThat(resident(server) - before).isLessThan(GROWTH);
        }
    }

    private void transfer(Wire operator, String name, long size) throws Exception {
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
