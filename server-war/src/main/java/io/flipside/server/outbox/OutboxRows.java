// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import io.flipside.server.change.Actor;
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
 * releases failed ones. Plain JDBC with transactions of its own, because it is no change of anything but the outbox.
 */
final class OutboxRows {
    private static final String CLAIMABLE = "select o.id, o.event_id, o.event_type, o.subject, o.sentence, o.content,"
            + " o.actor_kind, o.actor_id, o.actor_address, o.happened from outbox o"
            + " where o.consumer = ? and o.claimed_until < ? and not exists (select 1 from outbox e"
            + " where e.consumer = o.consumer and e.subject = o.subject and e.id < o.id and e.claimed_until >= ?)"
            + " order by o.id limit ?";
    private static final String CLAIM =
            "update outbox set owner = ?, claimed_until = ? where id = ? and claimed_until < ?";
    private static final String DELETE = "delete from outbox where id = ? and owner = ?";
    private static final String RELEASE =
            "update outbox set owner = null, claimed_until = ?, tries = tries + 1 where id = ? and owner = ?";

    private final DataSource database;
    private final String consumer;
    private final String owner;

    OutboxRows(DataSource database, String consumer, String owner) {
        this.database = database;
        this.consumer = consumer;
        this.owner = owner;
    }

    /** Makes the consumer known, so that a row is written for it from now on, and says that it is still there. */
    void register(Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (update(connection, "update outbox_consumers set seen = ? where name = ?", micros(now), consumer) == 0) {
                try {
                    update(
                            connection,
                            "insert into outbox_consumers (name, seen) values (?, ?)",
                            consumer,
                            micros(now));
                } catch (SQLException e) {
                    // Another instance may have been faster; else the second try says what is wrong.
                    update(connection, "update outbox_consumers set seen = ? where name = ?", micros(now), consumer);
                }
            }
        }
    }

    /** Claims the oldest rows that nobody holds, as far as no earlier row of the same subject is held by somebody. */
    List<OutboxEntry> claim(Instant now, Duration lease, int most) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<OutboxEntry> claimed = claim(connection, candidates(connection, now, most), now, lease);
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

    private List<OutboxEntry> candidates(Connection connection, Instant now, int most) throws SQLException {
        List<OutboxEntry> candidates = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(CLAIMABLE)) {
            query.setString(1, consumer);
            query.setLong(2, micros(now));
            query.setLong(3, micros(now));
            query.setInt(4, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    candidates.add(entry(rows));
                }
            }
        }
        return candidates;
    }

    private List<OutboxEntry> claim(Connection connection, List<OutboxEntry> candidates, Instant now, Duration lease)
            throws SQLException {
        List<OutboxEntry> claimed = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (OutboxEntry candidate : candidates) {
            // If another reader was faster with one row, the later ones of its subject are its business too.
            if (!taken.contains(candidate.subject())) {
                long until = micros(now.plus(lease));
                if (update(connection, CLAIM, owner, until, candidate.id(), micros(now)) == 1) {
                    claimed.add(candidate);
                } else {
                    taken.add(candidate.subject());
                }
            }
        }
        return claimed;
    }

    /** Deletes rows that the consumer has taken, unless the claim ran out and another reader has them now. */
    void delete(Collection<OutboxEntry> taken) throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (OutboxEntry entry : taken) {
                update(connection, DELETE, entry.id(), owner);
            }
        }
    }

    /** Gives claimed rows back; none of them is tried before this time. */
    void release(Collection<OutboxEntry> refused, Instant notBefore) throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (OutboxEntry entry : refused) {
                update(connection, RELEASE, micros(notBefore), entry.id(), owner);
            }
        }
    }

    /** Deletes what nobody took for too long, and consumers that are not part of the program any more; says how many rows. */
    int discard(Instant before) throws SQLException {
        try (Connection connection = database.getConnection()) {
            update(connection, "delete from outbox_consumers where seen < ?", micros(before));
            return update(connection, "delete from outbox where happened < ?", micros(before));
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
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

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
