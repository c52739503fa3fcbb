// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.server.TestDatabase;
import io.flipside.server.TestDatabase.Product;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The migrations themselves, on each product, without a server. */
class SchemaMigrationIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aDatabaseOf010GetsTheTablesOfANewOne(Product product) throws Exception {
        TestDatabase fresh = TestDatabase.empty(product, folder.resolve("new"));
        new SchemaMigration(fresh.source()).migrate();
        TestDatabase old = TestDatabase.of010(product, folder.resolve("old"));
        assertThat(new SchemaMigration(old.source()).migrate()).isPositive();
        assertThat(columns(old.source())).isEqualTo(columns(fresh.source())).contains("jobs.eligible_at");
    }

    @ParameterizedTest
    @EnumSource
    void aMigratedDatabaseIsLeftAlone(Product product) throws Exception {
        TestDatabase database = TestDatabase.of010(product, folder);
        new SchemaMigration(database.source()).migrate();
        assertThat(new SchemaMigration(database.source()).migrate()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aFirstMigrationThatNoVersionHadIsRefused(Product product) throws Exception {
        TestDatabase database = TestDatabase.of010(product, folder);
        tamper(database.source(), product, "'checksum' = 1", "1");
        assertThatThrownBy(() -> new SchemaMigration(database.source()).migrate())
                .hasMessageContaining("checksum mismatch for migration version 1");
    }

    @ParameterizedTest
    @EnumSource
    void aSecondMigrationThatWasChangedIsRefused(Product product) throws Exception {
        TestDatabase database = TestDatabase.of010(product, folder);
        new SchemaMigration(database.source()).migrate();
        tamper(database.source(), product, "'checksum' = 1", "2");
        assertThatThrownBy(() -> new SchemaMigration(database.source()).migrate())
                .hasMessageContaining("checksum mismatch for migration version 2");
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseOfANewerServerIsRefusedWithBothVersions(Product product) throws Exception {
        TestDatabase database = TestDatabase.empty(product, folder);
        new SchemaMigration(database.source()).migrate();
        tamper(database.source(), product, "'version' = 99", "2");
        assertThatThrownBy(() -> new SchemaMigration(database.source()).migrate())
                .hasMessageMatching("(?s).*its schema has version 99, this server knows versions up to \\d+;.*")
                .hasNoCause();
    }

    @ParameterizedTest
    @EnumSource
    void aKillAfterAnyStatementIsMadeUpForByTheNextStart(Product product) throws Exception {
        untilNothingIsCutOff(product, true);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfAnyStatementIsMadeUpForByTheNextStart(Product product) throws Exception {
        untilNothingIsCutOff(product, false);
    }

    /** Each start on the same database comes one statement further. */
    private void untilNothingIsCutOff(Product product, boolean killed) throws Exception {
        TestDatabase database = TestDatabase.empty(product, folder.resolve("cut" + killed));
        CutOffDataSource starts = new CutOffDataSource(killed);
        int number = 1;
        while (starts.cutsOff(database.source())) {
            number++;
        }
        assertThat(starts.passed()).isGreaterThan(25).isEqualTo(number);
        TestDatabase whole = TestDatabase.empty(product, folder.resolve("whole"));
        new SchemaMigration(whole.source()).migrate();
        assertThat(columns(database.source())).isEqualTo(columns(whole.source()));
        assertThat(indexes(database.source()))
                .isEqualTo(indexes(whole.source()))
                .contains("jobs.jobs_eligible");
    }

    /** Former versions left such rows when two changes met. */
    @ParameterizedTest
    @EnumSource
    void whatBelongsToNothingIsClearedAway(Product product) throws Exception {
        TestDatabase database = TestDatabase.of010(product, folder);
        try (Connection connection = database.source().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("insert into user_tokens values ('lost', 'nobody', 1)");
            sql.execute("insert into auth_sets values ('lost', 'nothing', 'k', 'p', 'PENDING', 0)");
            sql.execute("insert into attributes values ('nothing', 'inventory', 'n', '1', 0)");
            sql.execute("insert into job_logs values ('nothing', 'l')");
            for (String id : new String[] {"left", "twin-1", "twin-2"}) {
                sql.execute("insert into deployments values ('" + id + "', 'n', 'a', '" + id.charAt(0)
                        + "', false, 1, 0, null, null)");
            }
            String columns =
                    "insert into jobs (id, deployment_id, device_id, status, active, created, updated, has_log,"
                            + " version) ";
            sql.execute(columns + "values ('left', 'left', 'gone', 'PENDING', true, 0, 7, false, 0)");
            for (String id : new String[] {"twin-1", "twin-2"}) {
                sql.execute(columns + "select '" + id + "', '" + id + "', min(id), 'PENDING', true, 0, 0, false, 0"
                        + " from devices");
            }
            new SchemaMigration(database.source()).migrate();
            assertThat(number(sql, "select count(*) from user_tokens where id = 'lost'")
                            + number(sql, "select count(*) from auth_sets where id = 'lost'")
                            + number(sql, "select count(*) from attributes where device_id = 'nothing'")
                            + number(sql, "select count(*) from job_logs where job_id = 'nothing'"))
                    .isZero();
            assertThat(number(
                            sql,
                            "select count(*) from jobs where id = 'left' and status = 'DECOMMISSIONED'"
                                    + " and active = false"))
                    .isEqualTo(1);
            assertThat(number(sql, "select finished from deployments where id = 'left'"))
                    .isEqualTo(7);
            assertThat(number(sql, "select count(fingerprint) from deployments where id like 'twin%'"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesThatDifferInCaseOrInABlankAtTheEndAreDifferent(Product product) throws Exception {
        TestDatabase database = TestDatabase.of010(product, folder);
        new SchemaMigration(database.source()).migrate();
        try (Connection connection = database.source().getConnection();
                Statement sql = connection.createStatement()) {
            device(sql, "d");
            for (String name : new String[] {"name", "Name", "name "}) {
                sql.execute("insert into attributes values ('d', 'inventory', '" + name + "', '1', 0)");
            }
            assertThat(number(sql, "select count(*) from attributes where device_id = 'd' and name = 'name '"))
                    .isEqualTo(1);
            assertThat(number(sql, "select count(*) from attributes where device_id = 'd' and name = 'NAME'"))
                    .isZero();
        }
    }

    /** What people and devices name; the other columns hold what the program makes: ids, digests, words of enumerations. */
    @Test
    void everyTextThatIsComparedIsComparedExactlyByMariaDb() throws Exception {
        TestDatabase database = TestDatabase.empty(Product.MARIADB, folder);
        new SchemaMigration(database.source()).migrate();
        Set<String> padded = new TreeSet<>();
        try (Connection connection = database.source().getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(
                        "select concat(table_name, '.', column_name) from information_schema.columns where table_schema ="
                                + " database() and data_type = 'varchar' and character_set_name = 'utf8mb4'"
                                + " and collation_name not like '%nopad%' and table_name not like 'flyway%'")) {
            while (rows.next()) {
                padded.add(rows.getString(1));
            }
        }
        assertThat(padded)
                .isSubsetOf(
                        "secrets.content",
                        "users.password_hash",
                        "devices.status",
                        "auth_sets.status",
                        "jobs.status",
                        "jobs.substate",
                        "jobs.reason",
                        "outbox.consumer",
                        "outbox.event_type",
                        "outbox.subject",
                        "outbox.sentence",
                        "outbox.actor_kind",
                        "outbox.actor_id",
                        "outbox.actor_address",
                        "outbox.owner",
                        "outbox_consumers.name",
                        "artifact_store.name");
    }

    @ParameterizedTest
    @EnumSource
    void theQuestionOfAnIdlePollIsALookUpInItsIndex(Product product) throws Exception {
        TestDatabase database = TestDatabase.of010(product, folder);
        new SchemaMigration(database.source()).migrate();
        finishedDeviceDeployments(database.source(), 300);
        String question = "explain select * from jobs where device_id = 'd' and active = true and eligible_at <= 1"
                + " order by created limit 1";
        try (Connection connection = database.source().getConnection();
                Statement sql = connection.createStatement();
                ResultSet plan = sql.executeQuery(question)) {
            plan.next();
            assertThat(plan.getString(product == Product.H2 ? "PLAN" : "key")).containsIgnoringCase("jobs_eligible");
        }
    }

    private static void device(Statement sql, String id) throws SQLException {
        sql.execute("insert into devices (id, identity_digest, identity_data, name, status, created, updated, version)"
                + " values ('" + id + "', '" + id + "', '{}', 'n', 'PENDING', 0, 0, 0)");
    }

    /** A device that took part in many deployments, all finished. */
    private static void finishedDeviceDeployments(DataSource source, int number) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            for (int i = 0; i < number; i++) {
                sql.addBatch(
                        "insert into deployments (id, name, artifact_name, force_installation, device_count, created,"
                                + " finished) values ('d" + i + "', 'n', 'a', false, 1, 0, 1)");
                sql.addBatch(
                        "insert into jobs (id, deployment_id, device_id, status, active, created, updated, has_log,"
                                + " version) values ('j" + i + "', 'd" + i + "', 'd', 'SUCCESS', false, " + i
                                + ", 0, false, 0)");
            }
            sql.executeBatch();
        }
    }

    private static void tamper(DataSource source, Product product, String assignment, String version)
            throws SQLException {
        String quote = product == Product.H2 ? "\"" : "`";
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            assertThat(sql.executeUpdate(("update 'flyway_schema_history' set " + assignment + " where 'version' = ")
                                    .replace("'", quote)
                            + "'" + version + "'"))
                    .isEqualTo(1);
        }
    }

    private static int number(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Set<String> indexes(DataSource source) throws SQLException {
        Set<String> all = new TreeSet<>();
        try (Connection connection = source.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            for (String column : columns(source)) {
                String table = column.substring(0, column.indexOf('.'));
                String stored = about.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
                try (ResultSet rows = about.getIndexInfo(connection.getCatalog(), null, stored, false, false)) {
                    while (rows.next()) {
                        String name = (table + "." + rows.getString("INDEX_NAME")).toLowerCase(Locale.ROOT);
                        // H2 numbers those of unique constraints as they come.
                        all.add(name.replaceFirst("_index_[0-9a-f]+$", "_index"));
                    }
                }
            }
        }
        // H2 makes these names up.
        all.removeIf(name -> name.contains("primary_key"));
        return all;
    }

    private static Set<String> columns(DataSource source) throws SQLException {
        Set<String> all = new TreeSet<>();
        try (Connection connection = source.getConnection();
                ResultSet rows = connection.getMetaData().getColumns(connection.getCatalog(), null, null, null)) {
            while (rows.next()) {
                if (!"INFORMATION_SCHEMA".equals(rows.getString("TABLE_SCHEM"))) {
                    all.add((rows.getString("TABLE_NAME") + "." + rows.getString("COLUMN_NAME"))
                            .toLowerCase(Locale.ROOT));
                }
            }
        }
        return all;
    }
}
