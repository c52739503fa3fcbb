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
    private Instant now = NOW;
    private OutboxRows one = rows("audit", "one");
    private OutboxRows two = rows("audit", "two");

    private OutboxRows rows(String consumer, String owner) {
        return new OutboxRows(database, connection -> now, consumer, owner);
    }

    @BeforeEach
    void migrate() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=LEGACY;DB_CLOSE_DELAY=-1");
        new SchemaMigration(database).migrate();
        one = rows("audit", "one");
        two = rows("audit", "two");
        register("audit");
    }

    private void register(String consumer) throws SQLException {
        new ConsumerRegistry(database, connection -> now, List.of(consumer)).register();
    }

    private List<String> claim(OutboxRows rows, Instant time) throws SQLException {
        now = time;
        return rows.claim(LEASE, 100).stream()
                .map(row -> row.entry().sentence())
                .toList();
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
        List<OutboxRows.Row> held = one.claim(LEASE, 100);
        claim(two, NOW.plus(LEASE).plusMillis(1));
        one.delete(held);
        assertThat(claim(two, NOW.plus(LEASE.multipliedBy(3)))).containsExactly("a1");
    }

    @Test
    void whatWasTakenIsGone() throws SQLException {
        writer.record("a", "a1");
        one.delete(one.claim(LEASE, 100));
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
        one.refuse(one.claim(LEASE, 1).get(0), Duration.ofSeconds(10));
        assertThat(claim(two, NOW.plusSeconds(9))).isEmpty();
        assertThat(claim(two, NOW.plusSeconds(11))).containsExactly("a1", "a2");
    }

    @Test
    void eachConsumerGetsEachEvent() throws SQLException {
        OutboxRows webhooks = rows("webhooks", "one");
        register("webhooks");
        writer.record("a", "a1");
        one.delete(one.claim(LEASE, 100));
        assertThat(claim(webhooks, NOW)).containsExactly("a1");
    }

    @Test
    void registeringTwiceIsOneConsumer() throws SQLException {
        register("audit");
        writer.record("a", "a1");
        assertThat(claim(one, NOW)).containsExactly("a1");
    }

    @Test
    void onlyWhatTheConsumerCouldNotTakeCountsAsATry() throws SQLException {
        writer.record("a", "a1");
        one.release(one.claim(LEASE, 1));
        OutboxRows.Row released = one.claim(LEASE, 1).get(0);
        assertThat(released.tries()).isZero();
        one.refuse(released, Duration.ZERO);
        now = NOW.plusMillis(1);
        assertThat(one.claim(LEASE, 1))
                .singleElement()
                .extracting(OutboxRows.Row::tries)
                .isEqualTo(1);
    }
}
