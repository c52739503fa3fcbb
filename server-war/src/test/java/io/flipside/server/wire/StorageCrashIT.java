// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.json.Json;
import io.flipside.server.Eventually;
import io.flipside.server.ServerProcess;
import io.flipside.server.TestDatabase;
import io.flipside.server.TestDatabase.Product;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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

    /** The transactions that have changed something and do not wait there. */
    private static final String OTHER_CHANGE =
            "select trx_id from information_schema.innodb_trx join information_schema.processlist"
                    + " on id = trx_mysql_thread_id where trx_rows_modified > 0"
                    + " and coalesce(state, '') not like '%backup lock%'";

    @TempDir
    private static Path shared;

    /** Starting a server is what takes time: one that a test has left in order is the next one's. */
    private static boolean inOrder;

    private static int installations;
    private static Path folder;
    private static TestDatabase database;
    private static ServerProcess server;
    private static Connection sql;

    private final ExecutorService requests = Executors.newCachedThreadPool();

    @BeforeEach
    void start() throws Exception {
        if (!inOrder) {
            folder = shared.resolve("installation-" + installations++);
            database = TestDatabase.empty(Product.MARIADB, folder);
            sql = database.source().getConnection();
            restart();
        }
        inOrder = false;
    }

    @AfterEach
    void endUnlessInOrder() throws Exception {
        requests.shutdownNow();
        if (!inOrder) {
            end();
        }
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
        sql.close();
    }

    private static void restart() throws Exception {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("FLIPSIDE_ARTIFACT_UNREFERENCED_SECONDS", "5");
        environment.put("FLIPSIDE_ARTIFACT_UNREFERENCED_LEAST_SECONDS", "5");
        server = ServerProcess.start(folder, environment);
    }

    private static Wire operator() throws Exception {
        return new Wire(server.uri()).as(server.email(), server.password());
    }

    @Test
    void bytesWhoseRowWasNotCommittedAreSwept() throws Exception {
        Wire operator = operator();
        execute("lock tables artifacts read");
        requests.submit(() -> new Desk(operator).upload(artifact()));
        Eventually.is("the bytes are published", LONGEST, () -> stored().size() == 1);
        server.kill();
        execute("unlock tables");
        restart();
        Eventually.is("the bytes are swept", LONGEST, () -> stored().isEmpty());
        assertThat(operator().get(Desk.V1 + "artifacts/list").body()).isEqualTo("[]");
        inOrder = true;
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
        Eventually.is("the transaction is undone", LONGEST, () -> query(WAITING_COMMIT)
                .isEmpty());
        execute("backup stage end");
        restart();
        String answer =
                operator().get(Desk.V1 + "artifacts/" + id + "/download").body();
        URI link = URI.create(Json.parse(answer).asObject().string("uri").orElseThrow());
        assertThat(Wire.bytes(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(200);
        inOrder = operator().delete(Desk.V1 + "artifacts/" + id).statusCode() == 204 && stored().isEmpty();
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
        Eventually.is("the row is gone", LONGEST, () -> query("select id from artifacts")
                .isEmpty());
        server.kill();
        assertThat(stored()).hasSize(1);
        restart();
        Eventually.is("the bytes are swept", LONGEST, () -> stored().isEmpty());
        inOrder = true;
    }

    /** Just before the age of its bytes is reached, the database is replaced by an older one, which does not know them. */
    @Test
    void bytesThatARestoredDatabaseDoesNotKnowStay() throws Exception {
        Wire operator = operator();
        String id = Desk.idIn(new Desk(operator).upload(artifact()));
        execute("update artifact_store set generation = 0");
        execute("delete from artifacts");
        Eventually.is("the sweeper objects", LONGEST, () -> server.log().contains("its database is older than it"));
        Path mark = folder.resolve("data/artifacts/store-id");
        assertThat(stored()).as(id).hasSize(1);
        Files.delete(mark);
        execute("delete from artifact_store");
        Eventually.is("it objects to them for another reason", LONGEST, () -> server.log()
                .contains("it has no mark, and this database knows only 0 of its 1 artifacts"));
        assertThat(stored()).as(id).hasSize(1);
    }

    private static Path artifact() throws Exception {
        Path payload = Files.writeString(folder.resolve("image"), "bytes");
        Path file = folder.resolve("a.mender");
        ArtifactWriter.module("m").name("crash").deviceTypes("t").file(payload).write(file);
        return file;
    }

    private static List<Path> stored() throws IOException {
        Path directory = folder.resolve("data/artifacts");
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".mender")).toList();
        }
    }

    /** The server commits other things, too: the one that waits must be the one that deletes the row. */
    private static void awaitWaitingCommit() throws Exception {
        Eventually.is("the row is deleted, but not yet for others", LONGEST, () -> {
            execute("set transaction isolation level read uncommitted");
            return query("select id from artifacts").isEmpty();
        });
        Eventually.is("the commit waits", LONGEST, () -> query(OTHER_CHANGE).isEmpty());
        assertThat(query(WAITING_COMMIT)).isNotEmpty();
        assertThat(query("select id from artifacts")).hasSize(1);
    }

    private static void execute(String statement) throws SQLException {
        try (Statement sending = sql.createStatement()) {
            sending.execute(statement);
        }
    }

    private static List<String> query(String question) throws SQLException {
        try (Statement sending = sql.createStatement();
                ResultSet rows = sending.executeQuery(question)) {
            Stream.Builder<String> found = Stream.builder();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found.build().toList();
        }
    }
}
