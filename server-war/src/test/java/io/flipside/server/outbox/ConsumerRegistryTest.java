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

class ConsumerRegistryTest {
    private final JdbcDataSource database = new JdbcDataSource();
    private final DomainEventWriter writer = new DomainEventWriter(database);
    private Instant now = Instant.parse("2027-02-01T12:00:00Z");

    @BeforeEach
    void migrate() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=LEGACY;DB_CLOSE_DELAY=-1");
        new SchemaMigration(database).migrate();
    }

    private ConsumerRegistry registry(String... names) {
        return new ConsumerRegistry(database, connection -> now, List.of(names));
    }

    private List<String> claim(String consumer) throws SQLException {
        return new OutboxRows(database, connection -> now, consumer, "one")
                .claim(Duration.ofMinutes(1), 100).stream()
                        .map(row -> row.entry().sentence())
                        .toList();
    }

    @Test
    void whatAConsumerHasNotTakenStaysHoweverOldItIs() throws SQLException {
        ConsumerRegistry registry = registry("audit", "webhooks");
        registry.register();
        writer.record("a", "a1");
        now = now.plus(Duration.ofDays(1000));
        assertThat(registry.sweep()).isZero();
        assertThat(claim("audit")).containsExactly("a1");
        assertThat(claim("webhooks")).containsExactly("a1");
    }

    @Test
    void aConsumerThatIsNotSeenForTooLongLosesWhatWaitsAndGetsNoMoreEvents() throws SQLException {
        registry("old", "audit").register();
        writer.record("a", "a1");
        now = now.plus(Duration.ofDays(31));
        assertThat(registry("audit").sweep()).isEqualTo(1);
        writer.record("a", "a2");
        assertThat(claim("old")).isEmpty();
        assertThat(claim("audit")).containsExactly("a1", "a2");
    }

    @Test
    void aConsumerOfAnotherInstanceKeepsWhatWaitsForAMonth() throws SQLException {
        registry("newer", "audit").register();
        writer.record("a", "a1");
        now = now.plus(Duration.ofDays(29));
        assertThat(registry("audit").sweep()).isZero();
        assertThat(claim("newer")).containsExactly("a1");
    }
}
