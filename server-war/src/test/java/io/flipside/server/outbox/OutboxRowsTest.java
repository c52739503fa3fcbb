// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.database.SchemaMigration;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRowsTest {
    private static final Instant NOW = Instant.parse("2027-02-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final JdbcDataSource database = new JdbcDataSource();
    private final DomainEventWriter writer = new DomainEventWriter(database);
    private OutboxRows one = rows("audit", "one");
    private OutboxRows two = rows("audit", "two");

    private OutboxRows rows(String consumer, String owner) {
        return new OutboxRows(database, consumer, owner);
    }

    @BeforeEach
    void migrate() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=LEGACY;DB_CLOSE_DELAY=-1");
        new SchemaMigration(database).migrate();
        one = rows("audit", "one");
        two = rows("audit", "two");
        one.register(NOW);
    }

    private static List<String> claim(OutboxRows rows, Instant now) throws SQLException {
        return rows.claim(now, LEASE, 100).stream().map(OutboxEntry::sentence).toList();
    }

    @Test
    void anEventThatOneReaderHoldsIsNotGivenToAnother() throws SQLException {
        writer.record("a", "a1");
        assertThat(claim(one, NOW)).containsExactly("a1");
        assertThat(claim(two, NOW)).isEmpty();
    }

    @Test
    void aDeadReadersEventsAreTakenOverWhenTheClaimHasRunOut() throws SQLException {
        writer.record("a", "a1");
        claim(one, NOW);
        assertThat(claim(two, NOW.plus(LEASE).plusMillis(1))).containsExactly("a1");
    }

    @Test
    void whoLostHisClaimDeletesNothing() throws SQLException {
        writer.record("a", "a1");
        List<OutboxEntry> held = one.claim(NOW, LEASE, 100);
        claim(two, NOW.plus(LEASE).plusMillis(1));
        one.delete(held);
        assertThat(claim(two, NOW.plus(LEASE.multipliedBy(3)))).containsExactly("a1");
    }

    @Test
    void whatWasTakenIsGone() throws SQLException {
        writer.record("a", "a1");
        one.delete(one.claim(NOW, LEASE, 100));
        assertThat(claim(two, NOW.plus(LEASE.multipliedBy(3)))).isEmpty();
    }

    @Test
    void aLaterEventWaitsWhileAnotherReaderHoldsAnEarlierOneOfItsSubject() throws SQLException {
        writer.record("a", "a1");
        claim(one, NOW);
        writer.record("a", "a2");
        writer.record("b", "b1");
        assertThat(claim(two, NOW)).containsExactly("b1");
    }

    @Test
    void aLaterEventWaitsWhileAnEarlierOneOfItsSubjectIsToBeTriedAgain() throws SQLException {
        writer.record("a", "a1");
        writer.record("a", "a2");
        one.release(one.claim(NOW, LEASE, 1), NOW.plusSeconds(10));
        assertThat(claim(two, NOW.plusSeconds(9))).isEmpty();
        assertThat(claim(two, NOW.plusSeconds(11))).containsExactly("a1", "a2");
    }

    @Test
    void eachConsumerGetsEachEvent() throws SQLException {
        OutboxRows webhooks = rows("webhooks", "one");
        webhooks.register(NOW);
        writer.record("a", "a1");
        one.delete(one.claim(NOW, LEASE, 100));
        assertThat(claim(webhooks, NOW)).containsExactly("a1");
    }

    @Test
    void registeringTwiceIsOneConsumer() throws SQLException {
        two.register(NOW);
        writer.record("a", "a1");
        assertThat(claim(one, NOW)).containsExactly("a1");
    }

    @Test
    void whatNobodyTakesForTooLongIsDiscarded() throws SQLException {
        writer.record("a", "a1");
        assertThat(one.discard(Instant.parse("2027-02-01T00:00:00Z"))).isEqualTo(1);
        assertThat(claim(one, NOW)).isEmpty();
    }

    @Test
    void aConsumerThatIsNotSeenForTooLongGetsNoMoreEvents() throws SQLException {
        rows("old", "one").register(NOW.minus(Duration.ofDays(40)));
        one.discard(NOW.minus(Duration.ofDays(30)));
        writer.record("a", "a1");
        assertThat(claim(rows("old", "one"), NOW)).isEmpty();
        assertThat(claim(one, NOW)).containsExactly("a1");
    }
}
