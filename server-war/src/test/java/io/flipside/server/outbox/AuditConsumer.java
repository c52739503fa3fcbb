// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Keeps who did what in a table of its own, each event once: the smallest possible audit. */
final class AuditConsumer implements OutboxConsumer {
    private final DataSource database;

    AuditConsumer(DataSource database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public void accept(OutboxEntry entry) {
        // An event that is delivered once more has the same id.
        String insert = "merge into audit (event_id, actor, what) key (event_id) values (?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, entry.eventId());
            statement.setString(2, entry.origin().actor().toString());
            statement.setString(3, entry.sentence());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the audit table cannot be written", e);
        }
    }
}
