// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import io.flipside.server.change.Actor;
import io.flipside.server.database.DatabaseClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Accesses the outbox table by JDBC for one consumer: claims rows for this server instance, deletes delivered ones,
 * gives failed ones back. All times are those of the database's clock. Plain JDBC with transactions of its own, because it is no change of anything but the outbox.
 */
final class OutboxRows {
    private static final String CLAIMABLE = "select o.id, o.event_id, o.event_type, o.subject, o.sentence, o.content,"
            + " o.actor_kind, o.actor_id, o.actor_address, o.happened, o.tries from outbox o"
            + " where o.consumer = ? and o.claimed_until < ? and not exists (select 1 from outbox e"
            + " where e.consumer = o.consumer and e.subject = o.subject and e.id < o.id and e.claimed_until >= ?)"
            + " order by o.id limit ?";
    private static final String CLAIM =
            "update outbox set owner = ?, claimed_until = ? where id = ? and claimed_until < ?";
    private static final String DELETE = "delete from outbox where id = ? and owner = ?";
    private static final String RELEASE =
            "update outbox set owner = null, claimed_until = 0 where id = ? and owner = ?";
    private static final String REFUSE =
            "update outbox set owner = null, claimed_until = ?, tries = tries + 1 where id = ? and owner = ?";

    private final DataSource database;
    private final DatabaseClock clock;
    private final String consumer;
    private final String owner;

    /**
     * Holds a claimed row.
     *
     * @param entry the event
     * @param tries how often the consumer could not take it
     */
    record Row(OutboxEntry entry, int tries) {}

    OutboxRows(DataSource database, DatabaseClock clock, String consumer, String owner) {
        this.database = database;
        this.clock = clock;
        this.consumer = consumer;
        this.owner = owner;
    }

    /** Claims the oldest rows that nobody holds, as far as no earlier row of the same subject is held by somebody. */
    List<Row> claim(Duration lease, int most) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Instant now = clock.now(connection);
                List<Row> claimed = claim(connection, candidates(connection, now, most), now, lease);
                connection.commit();
                return claimed;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private List<Row> candidates(Connection connection, Instant now, int most) throws SQLException {
        List<Row> candidates = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(CLAIMABLE)) {
            query.setString(1, consumer);
            query.setLong(2, micros(now));
            query.setLong(3, micros(now));
            query.setInt(4, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    candidates.add(new Row(entry(rows), rows.getInt("tries")));
                }
            }
        }
        return candidates;
    }

    private List<Row> claim(Connection connection, List<Row> candidates, Instant now, Duration lease)
            throws SQLException {
        List<Row> claimed = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Row candidate : candidates) {
            OutboxEntry entry = candidate.entry();
            // If another reader was faster with one row, the later ones of its subject are its business too.
            if (!taken.contains(entry.subject())) {
                long until = micros(now.plus(lease));
                if (update(connection, CLAIM, owner, until, entry.id(), micros(now)) == 1) {
                    claimed.add(candidate);
                } else {
                    taken.add(entry.subject());
                }
            }
        }
        return claimed;
    }

    /** Deletes rows that the consumer has taken, unless the claim ran out and another reader has them now. */
    void delete(Collection<Row> taken) throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (Row row : taken) {
                update(connection, DELETE, row.entry().id(), owner);
            }
        }
    }

    /** Gives a row back that the consumer could not take; it is not offered again before this pause is over. */
    void refuse(Row refused, Duration pause) throws SQLException {
        try (Connection connection = database.getConnection()) {
            long until = micros(clock.now(connection).plus(pause));
            update(connection, REFUSE, until, refused.entry().id(), owner);
        }
    }

    /** Gives rows back that were not offered to the consumer. */
    void release(Collection<Row> untried) throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (Row row : untried) {
                update(connection, RELEASE, row.entry().id(), owner);
            }
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static OutboxEntry entry(ResultSet row) throws SQLException {
        Actor actor = new Actor(
                Actor.Kind.valueOf(row.getString("actor_kind")),
                row.getString("actor_id"),
                row.getString("actor_address"));
        return new OutboxEntry(
                row.getLong("id"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("subject"),
                row.getString("sentence"),
                row.getString("content"),
                new OutboxEntry.Origin(actor, Instant.EPOCH.plus(row.getLong("happened"), ChronoUnit.MICROS)));
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
