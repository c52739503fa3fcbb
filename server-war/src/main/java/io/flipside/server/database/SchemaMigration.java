// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Migrates a database to this version's schema, with the SQL scripts in {@code db/schema}. The scripts are the same for
 * every product: what differs is a placeholder. A script that was changed after it ran is refused.
 */
public final class SchemaMigration {
    private static final String HISTORY = "flyway_schema_history";
    /** Version 1 as it lies in {@code db/schema}. 0.1.0 had the same schema in two texts, one for each product. */
    private static final int FIRST_CHECKSUM = 725_201_462;

    private final DataSource database;

    public SchemaMigration(DataSource database) {
        this.database = database;
    }

    /** Migrates, and tells how many migrations were needed. */
    public int migrate() {
        DatabaseProduct product;
        try (Connection connection = database.getConnection()) {
            product = DatabaseProduct.of(connection);
            acceptFirstOf010(connection, product);
        } catch (SQLException e) {
            throw new IllegalStateException("the database is not reachable; check FLIPSIDE_DB_URL and its user", e);
        }
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/schema")
                .placeholders(product.placeholders())
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /**
     * Records that a database made by 0.1.0 has version 1. Only the very checksum that 0.1.0 recorded is replaced;
     * Flyway's own repair would accept any change of any version.
     */
    private static void acceptFirstOf010(Connection connection, DatabaseProduct product) throws SQLException {
        try (var tables = connection.getMetaData().getTables(connection.getCatalog(), null, HISTORY, null)) {
            if (!tables.next()) {
                return;
            }
        }
        String update = "update " + product.quoted(HISTORY) + " set " + product.quoted("checksum") + " = ? where "
                + product.quoted("version") + " = '1' and " + product.quoted("checksum") + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setInt(1, FIRST_CHECKSUM);
            statement.setInt(2, product.firstChecksumOf010());
            statement.executeUpdate();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
