// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.Eventually;
import io.flipside.server.ServerProcess;
import io.flipside.server.TestDatabase;
import io.flipside.server.TestDatabase.Product;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server answers whose database holds a lock, is not reachable, or does not answer a commit. */
@Timeout(180)
class DatabaseOutageIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String DEVICES = "/api/management/v2/devauth/devices";
    private static final String USERS = "/api/management/v1/useradm/users";

    @TempDir
    private static Path folder;

    private static CuttableLine line;
    private static ServerProcess server;
    private static Wire operator;
    private static Connection sql;

    @BeforeAll
    static void start() throws Exception {
        TestDatabase database = TestDatabase.empty(Product.MARIADB, folder);
        sql = database.source().getConnection();
        URI address = URI.create(database.url().substring("jdbc:".length()));
        line = new CuttableLine(address.getPort());
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("FLIPSIDE_DB_URL", database.url().replace(":" + address.getPort(), ":" + line.port()));
        server = ServerProcess.start(folder, environment);
        operator = new Wire(server.uri()).as(server.email(), server.password());
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
        line.close();
        sql.close();
    }

    @Test
    void aChangeThatWaitsForALockIsRefusedAfterSeconds() throws Exception {
        sql.setAutoCommit(false);
        try {
            execute("update users set updated = updated + 1");
            long start = System.nanoTime();
            HttpResponse<String> answer = new Wire(server.uri()).login(server.email(), server.password());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).contains("try again");
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(20);
        } finally {
            sql.rollback();
            sql.setAutoCommit(true);
        }
    }

    @Test
    void withoutADatabaseEverythingIsUnavailableUntilItIsBack() throws Exception {
        line.cut();
        long start = System.nanoTime();
        HttpResponse<String> question = operator.get(DEVICES);
        HttpResponse<String> change = new Wire(server.uri()).login(server.email(), server.password());
        long took = System.nanoTime() - start;
        line.mend();
        assertThat(question.statusCode()).as(question.body()).isEqualTo(503);
        assertThat(question.body()).contains("not reachable");
        assertThat(change.statusCode()).as(change.body()).isEqualTo(503);
        assertThat(change.headers().firstValue("Retry-After")).isPresent();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(took)).as("at once").isLessThan(5);
        assertThat(operator.get(DEVICES).statusCode()).isEqualTo(200);
    }

    @Test
    void aCommitWhoseAnswerIsLostIsMadeOnceAndSaysSo() throws Exception {
        Eventually.is("the outbox is empty", LONGEST, () -> count("select count(*) from outbox") == 0);
        ExecutorService requests = Executors.newSingleThreadExecutor();
        try {
            execute("backup stage start");
            execute("backup stage block_commit");
            Future<HttpResponse<String>> request = requests.submit(() ->
                    operator.post(USERS, "{\"email\":\"lost@example.com\",\"password\":\"correct-horse-battery\"}"));
            Eventually.is(
                    "the commit waits",
                    LONGEST,
                    () -> count("select count(*) from information_schema.processlist where info = 'COMMIT'"
                                    + " and state like '%backup lock%'")
                            > 0);
            line.dropClients();
            HttpResponse<String> answer = request.get();
            execute("backup stage end");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).contains("look whether it was made");
            Eventually.is(
                    "the change is made",
                    LONGEST,
                    () -> count("select count(*) from users where email = 'lost@example.com'") == 1);
        } finally {
            requests.shutdownNow();
        }
    }

    private static void execute(String statement) throws SQLException {
        try (Statement sending = sql.createStatement()) {
            sending.execute(statement);
        }
    }

    private static int count(String question) throws SQLException {
        try (Statement sending = sql.createStatement();
                ResultSet rows = sending.executeQuery(question)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
