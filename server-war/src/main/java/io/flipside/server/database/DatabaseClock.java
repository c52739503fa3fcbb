// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells the time of the database, the one clock that all instances of the server share. */
@FunctionalInterface
public interface DatabaseClock {
    Instant now(Connection connection) throws SQLException;

    /** The clock itself; anything else is for tests. */
    static Instant read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(DatabaseProduct.of(connection).timeQuery())) {
            row.next();
            return Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS);
        }
    }
}
