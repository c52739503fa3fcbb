// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * Migrates a database to this version's schema, with the SQL scripts in {@code db/schema}. The scripts are the same for
 * every product: what differs is a placeholder. A script that was changed after it ran is refused, and so is a database of
 * a newer server. A script that was cut off, or has failed, runs again at the next start.
 */
public final class SchemaMigration {
    private static final Set<MigrationState> FUTURE =
            Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);
    private static final String HISTORY = "flyway_schema_history";
    /** Version 1 as it lies in {@code db/schema}. 0.1.0 had the same schema in two texts, one for each product. */
    private static final int FIRST_CHECKSUM = 725_201_462;

    private final DataSource database;

    public SchemaMigration(DataSource database) {
        this.database = database;
    }

    /** Whether no migration has been made in this database yet. */
    boolean isFirst() {
        try (Connection connection = database.getConnection()) {
            return !hasHistory(connection);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** Migrates, and tells how many migrations were needed. */
    public int migrate() {
        try (Connection connection = database.getConnection()) {
            DatabaseProduct product = DatabaseProduct.of(connection);
            Flyway flyway = Flyway.configure(SchemaMigration.class.getClassLoader())
                    .dataSource(ResumableDataSource.of(database))
                    .locations("classpath:db/schema")
                    .placeholders(product.placeholders())
                    .load();
            refuseNewer(List.of(flyway.info().all()));
            if (hasHistory(connection)) {
                acceptFirstOf010(connection, product);
                forgetFailed(connection, product);
            }
            return flyway.migrate().migrationsExecuted;
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static IllegalStateException unreachable(SQLException cause) {
        return new IllegalStateException("the database is not reachable; check FLIPSIDE_DB_URL and its user", cause);
    }

    /** Flyway itself ignores what it does not know, and this server would write rows that the newer one does not expect. */
    private static void refuseNewer(List<MigrationInfo> all) {
        Map<Boolean, List<String>> versions = all.stream()
                .collect(Collectors.partitioningBy(
                        migration -> FUTURE.contains(migration.getState()),
                        Collectors.mapping(migration -> String.valueOf(migration.getVersion()), Collectors.toList())));
        List<String> newer = versions.getOrDefault(true, List.of());
        if (!newer.isEmpty()) {
            List<String> known = versions.getOrDefault(false, List.of());
            throw new IllegalStateException("the database is of a newer server: its schema has version "
                    + newer.get(newer.size() - 1) + ", this server knows versions up to " + known.get(known.size() - 1)
                    + "; start the newer server, or restore the backup that was made before it");
        }
    }

    private static boolean hasHistory(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(connection.getCatalog(), null, HISTORY, null)) {
            return tables.next();
        }
    }

    /**
     * Records that a database made by 0.1.0 has version 1. Only the very checksum that 0.1.0 recorded is replaced;
     * Flyway's own repair would accept any change of any version.
     */
    private static void acceptFirstOf010(Connection connection, DatabaseProduct product) throws SQLException {
        String update = "update " + product.quoted(HISTORY) + " set " + product.quoted("checksum") + " = ? where "
                + product.quoted("version") + " = '1' and " + product.quoted("checksum") + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setInt(1, FIRST_CHECKSUM);
            statement.setInt(2, product.firstChecksumOf010());
            statement.executeUpdate();
        }
        commit(connection);
    }

    /** Flyway would refuse to start for ever; {@link ResumableDataSource} says why the script may run again. */
    private static void forgetFailed(Connection connection, DatabaseProduct product) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "delete from " + product.quoted(HISTORY) + " where " + product.quoted("success") + " = false");
        }
        commit(connection);
    }

    private static void commit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
