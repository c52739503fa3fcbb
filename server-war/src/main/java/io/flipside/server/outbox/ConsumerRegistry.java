// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import io.flipside.server.database.DatabaseClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Registers the consumers of this instance in the database, and forgets those that no instance has had for a month. */
final class ConsumerRegistry {
    private static final Duration LONGEST_ABSENCE = Duration.ofDays(30);
    private static final String SEEN = "update outbox_consumers set seen = ? where name = ?";
    private static final String ORPHANS = "select distinct consumer from outbox o"
            + " where not exists (select 1 from outbox_consumers c where c.name = o.consumer)";

    private final DataSource database;
    private final DatabaseClock clock;
    private final List<String> names;

    ConsumerRegistry(DataSource database, DatabaseClock clock, List<String> names) {
        this.database = database;
        this.clock = clock;
        this.names = names;
    }

    /** Makes the consumers known, so that a row is written for each from now on, and says that they are still there. */
    void register() throws SQLException {
        try (Connection connection = database.getConnection()) {
            register(connection, clock.now(connection));
        }
    }

    private void register(Connection connection, Instant now) throws SQLException {
        long micros = OutboxRows.micros(now);
        for (String name : names) {
            if (OutboxRows.update(connection, SEEN, micros, name) == 0) {
                try {
                    OutboxRows.update(
                            connection, "insert into outbox_consumers (name, seen) values (?, ?)", name, micros);
                } catch (SQLException e) {
                    // Another instance may have been faster; else the second try says what is wrong.
                    OutboxRows.update(connection, SEEN, micros, name);
                }
            }
        }
    }

    /**
     * Deletes the consumers that have not been seen for too long, and what waits for them; says how many rows. Those of this
     * instance have just been seen, however far the clock has jumped: what waits for them stays, however old it is.
     */
    int sweep() throws SQLException {
        try (Connection connection = database.getConnection()) {
            Instant now = clock.now(connection);
            register(connection, now);
            OutboxRows.update(
                    connection,
                    "delete from outbox_consumers where seen < ?",
                    OutboxRows.micros(now.minus(LONGEST_ABSENCE)));
            int rows = 0;
            for (String consumer : orphans(connection)) {
                rows += OutboxRows.update(connection, "delete from outbox where consumer = ?", consumer);
            }
            return rows;
        }
    }

    private static List<String> orphans(Connection connection) throws SQLException {
        List<String> orphans = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ORPHANS);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                orphans.add(rows.getString(1));
            }
        }
        return orphans;
    }
}
