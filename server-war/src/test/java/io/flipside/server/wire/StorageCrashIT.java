// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.json.Json;
import io.flipside.server.ServerProcess;
import io.flipside.server.TestMariaDb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server between the bytes and the row of an artifact, and looks what a restart makes of it. The database holds it
 * at the very place: a locked table keeps a row from being written, a backup keeps a commit from being made.
 */
class StorageCrashIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String WAITING_COMMIT =
            "select id from information_schema.processlist where info = 'COMMIT' and state like '%backup lock%'";

    @TempDir
    static Path shared;

    private static TestMariaDb database;

    @TempDir
    Path folder;

    private final ExecutorService requests = Executors.newCachedThreadPool();
    private ServerProcess server;
    private Connection sql;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = TestMariaDb.start(shared);
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void start() throws Exception {
        sql = database.source().getConnection();
        execute("drop database flipside");
        execute("create database flipside");
        execute("use flipside");
        restart();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        sql.close();
        requests.shutdownNow();
    }

    private void restart() throws Exception {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("FLIPSIDE_ARTIFACT_UNREFERENCED_SECONDS", "5");
        server = ServerProcess.start(folder, environment);
    }

    private Wire operator() throws Exception {
        return new Wire(server.uri()).as(server.email(), server.password());
    }

    @Test
    void bytesWhoseRowWasNotCommittedAreSwept() throws Exception {
        Wire operator = operator();
        execute("lock tables artifacts read");
        requests.submit(() -> new Desk(operator).upload(artifact()));
        await("the bytes are published", () -> stored().size() == 1);
        server.kill();
        execute("unlock tables");
        restart();
        await("the bytes are swept", () -> stored().isEmpty());
        assertThat(operator().get(Desk.V1 + "artifacts/list").body()).isEqualTo("[]");
    }

    @Test
    void bytesWhoseRowWasNotDeletedStay() throws Exception {
        Wire operator = operator();
        String id = Desk.idIn(new Desk(operator).upload(artifact()));
        execute("backup stage start");
        execute("backup stage block_commit");
        requests.submit(() -> operator.delete(Desk.V1 + "artifacts/" + id));
        awaitWaitingCommit();
        server.kill();
        // The database notices that its client is gone, and undoes the transaction.
        await("the transaction is undone", () -> query(WAITING_COMMIT).isEmpty());
        execute("backup stage end");
        restart();
        String answer =
                operator().get(Desk.V1 + "artifacts/" + id + "/download").body();
        URI link = URI.create(Json.parse(answer).asObject().string("uri").orElseThrow());
        assertThat(Wire.bytes(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(200);
    }

    @Test
    void bytesWhoseRowWasDeletedAreSwept() throws Exception {
        Wire operator = operator();
        String id = Desk.idIn(new Desk(operator).upload(artifact()));
        execute("backup stage start");
        execute("backup stage block_commit");
        requests.submit(() -> operator.delete(Desk.V1 + "artifacts/" + id));
        awaitWaitingCommit();
        server.pause();
        execute("backup stage end");
        await("the row is gone", () -> query("select id from artifacts").isEmpty());
        server.kill();
        assertThat(stored()).hasSize(1);
        restart();
        await("the bytes are swept", () -> stored().isEmpty());
    }

    private Path artifact() throws Exception {
        Path payload = Files.writeString(folder.resolve("image"), "bytes");
        Path file = folder.resolve("a.mender");
        ArtifactWriter.module("m").name("crash").deviceTypes("t").file(payload).write(file);
        return file;
    }

    private List<Path> stored() throws IOException {
        Path directory = folder.resolve("data/artifacts");
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".mender")).toList();
        }
    }

    private void awaitWaitingCommit() throws Exception {
        await("the commit waits", () -> !query(WAITING_COMMIT).isEmpty());
    }

    private void execute(String statement) throws SQLException {
        try (Statement sending = sql.createStatement()) {
            sending.execute(statement);
        }
    }

    private List<String> query(String question) throws SQLException {
        try (Statement sending = sql.createStatement();
                ResultSet rows = sending.executeQuery(question)) {
            Stream.Builder<String> found = Stream.builder();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found.build().toList();
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(LONGEST);
        while (!condition.call()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
