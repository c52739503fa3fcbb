// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.server.Eventually;
import io.flipside.server.ServerProcess;
import io.flipside.server.UnusualMariaDb;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One server on a MariaDB that is set up as few are, at REPEATABLE READ, and over TLS with certificates on both sides. */
@Timeout(180)
class UnusualDatabaseIT {
    private static final String ME = "/api/management/v1/useradm/users/me";
    private static final String DEVICES = "/api/management/v2/devauth/devices";
    private static final Duration LONGEST = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static UnusualMariaDb database;
    private static ServerProcess server;
    private static HttpResponse<String> firstLogin;
    private static Wire operator;

    @BeforeAll
    static void start() throws Exception {
        database = UnusualMariaDb.start(folder);
        server = ServerProcess.start(folder.resolve("server"), environment(database.url()));
        firstLogin = new Wire(server.uri()).login(server.email(), server.password());
        operator = new Wire(server.uri()).as(server.email(), server.password());
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
        database.close();
    }

    private static Map<String, String> environment(String url) {
        return Map.of(
                "FLIPSIDE_DB_URL", url,
                "FLIPSIDE_DB_USER", "strict",
                "FLIPSIDE_DB_PASSWORD", "strict",
                "FLIPSIDE_DB_REPEATABLE_READ", "true");
    }

    /** With the key that the start has made, in whichever snapshot. */
    @Test
    void theFirstLoginSucceeds() {
        assertThat(firstLogin.statusCode()).as(firstLogin.body()).isEqualTo(200);
    }

    @Test
    void aServerWithoutACertificateIsRefusedInOneLine() {
        assertRefused(database.urlWithoutCertificate(), "Access denied for user 'strict'.*");
    }

    @Test
    void aDatabaseOfAnotherAuthorityIsRefusedInOneLine() {
        assertRefused(database.urlOfAnotherAuthority(), ".*");
    }

    private static void assertRefused(String url, String reason) {
        assertThatThrownBy(() -> ServerProcess.start(folder.resolve("refused"), environment(url)))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("the server did not start; it said:\nflipside-server: the database"
                        + " jdbc:mysql://127\\.0\\.0\\.1:\\d+/Flipside cannot be used: " + reason + "; check .*\n")
                .hasMessageNotContaining("changeit");
    }

    @Test
    void aDeploymentComesToItsEnd() throws Exception {
        FleetOfOne fleet = FleetOfOne.with(operator, folder);
        fleet.end(new Desk(operator), "failure");
        assertThatTooLargeALogIsRefused(fleet.wire(), fleet.deployment());
    }

    /** That the packet is too small was said at the start, too. */
    private static void assertThatTooLargeALogIsRefused(Wire device, String deployment) throws Exception {
        assertThat(server.log()).contains("WARNING: the database's max_allowed_packet is 1048576");
        String path = TestDevice.path(deployment) + "/log";
        String line = "{\"timestamp\":\"2026-11-27T12:00:00Z\",\"level\":\"info\",\"message\":\"%s\"}";
        String message = "'".repeat(900_000);
        HttpResponse<String> large = device.put(path, "{\"messages\":[" + line.formatted(message) + "]}");
        assertThat(large.statusCode()).as(large.body()).isEqualTo(413);
        assertThat(large.body()).contains("max_allowed_packet");
        assertThat(device.put(path, "{\"messages\":[" + line.formatted("small") + "]}")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void textsAndTimesAreKept() throws Exception {
        String text = "gr\u00fc\u00dfe \uD83D\uDE00";
        HttpResponse<String> made = operator.post(
                DEVICES, "{\"identity_data\":{\"mac\":\"" + text + "\"},\"fingerprint\":\"" + "0f".repeat(32) + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonObject device =
                Json.parse(operator.get(DEVICES + "/" + Desk.idIn(made)).body()).asObject();
        assertThat(device.object("identity_data").orElseThrow().string("mac")).contains(text);
        assertThat(Instant.parse(device.string("created_ts").orElseThrow()))
                .isBetween(Instant.now().minus(LONGEST), Instant.now().plusSeconds(1));
    }

    /** As it does with those that are idle for longer than it likes; the server's own tasks keep some of them busy. */
    @Test
    void connectionsThatTheDatabaseHasClosedAreReplaced() throws Exception {
        try (Connection sql = source().getConnection();
                Statement statement = sql.createStatement()) {
            long own;
            try (ResultSet row = statement.executeQuery("select connection_id()")) {
                row.next();
                own = row.getLong(1);
            }
            String idle = "select id from information_schema.processlist where user = 'strict' and id <> " + own;
            List<Long> closed = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(idle)) {
                while (rows.next()) {
                    closed.add(rows.getLong(1));
                }
            }
            assertThat(closed).isNotEmpty();
            for (long each : closed) {
                // One that has gone by itself is as good.
                statement.execute(
                        "begin not atomic declare continue handler for 1094 begin end; kill " + each + "; end");
            }
        }
        assertThat(operator.get(ME).statusCode()).isEqualTo(200);
    }

    private static MysqlDataSource source() {
        MysqlDataSource source = new MysqlDataSource();
        source.setURL(database.url());
        source.setUser("strict");
        source.setPassword("strict");
        return source;
    }

    @Test
    void aRestartOfTheDatabaseIsOver() throws Exception {
        database.stop();
        try {
            long start = System.nanoTime();
            assertThat(operator.get("/health/ready").statusCode()).isEqualTo(503);
            HttpResponse<String> answer = operator.get(ME);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            database.startAgain();
        }
        Eventually.is(
                "it is ready", LONGEST, () -> operator.get("/health/ready").statusCode() == 200);
        assertThat(operator.get(ME).statusCode()).isEqualTo(200);
    }
}
