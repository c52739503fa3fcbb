// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Makes changes as the server makes them, but by JDBC: a versioned row is read, the event is recorded, the row is written, and
 * a change that met another is made once more. The events of a subject are numbered, in their sentences, in the order of the
 * commits.
 */
final class DomainEventWriter {
    private static final String RECORD = Outbox.INSERT.replaceAll("[?][0-9]", "?");

    private final DataSource database;

    DomainEventWriter(DataSource database) {
        this.database = database;
    }

    void prepare(String... subjects) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("create table things (subject varchar(80) primary key, changes integer)");
            for (String subject : subjects) {
                connection.createStatement().execute("insert into things values ('" + subject + "', 0)");
            }
        }
    }

    /** Makes one change of this subject. The pause lies between recording and committing. */
    void change(String subject, long pauseMillis) throws SQLException, InterruptedException {
        boolean made = false;
        while (!made) {
            try (Connection connection = database.getConnection()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(false);
                try {
                    int version = read(connection, subject);
                    record(connection, subject, String.valueOf(version + 1));
                    Thread.sleep(pauseMillis);
                    made = write(connection, subject, version);
                    if (made) {
                        connection.commit();
                    }
                } finally {
                    connection.rollback();
                }
            }
        }
    }

    private static int read(Connection connection, String subject) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select changes from things where subject = ?")) {
            query.setString(1, subject);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static boolean write(Connection connection, String subject, int version) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update things set changes = ? where subject = ? and changes = ?")) {
            update.setInt(1, version + 1);
            update.setString(2, subject);
            update.setInt(3, version);
            return update.executeUpdate() == 1;
        }
    }

    /** Records an event by itself. */
    void record(String subject, String sentence) throws SQLException {
        try (Connection connection = database.getConnection()) {
            record(connection, subject, sentence);
        }
    }

    private static void record(Connection connection, String subject, String sentence) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
            int position = 1;
            for (Object value : new Object[] {
                UUID.randomUUID().toString(),
                "ThingChanged",
                subject,
                sentence,
                "{}",
                "SYSTEM",
                "",
                "",
                1_800_000_000_000_000L
            }) {
                insert.setObject(position++, value);
            }
            insert.executeUpdate();
        }
    }
}
