// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flipside.server.TestDatabase;
import io.flipside.server.TestDatabase.Product;
import io.flipside.server.database.DatabaseClock;
import io.flipside.server.database.SchemaMigration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leases are measured by the clock of the database, of which there is one, and not by those of the instances. */
class OutboxClockIT {
    private static final Duration LEASE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    /** MariaDB lets a session have its own time: the database is in the year 2001, this instance is not. */
    @Test
    void aLeaseEndsByTheTimeOfTheDatabase() throws Exception {
        Instant there = Instant.ofEpochSecond(1_000_000_000);
        DataSource database = TestDatabase.source(TestDatabase.empty(Product.MARIADB, folder)
                        .url() + "&sessionVariables=timestamp=" + there.getEpochSecond());
        new SchemaMigration(database).migrate();
        new ConsumerRegistry(database, DatabaseClock::read, List.of("audit")).register();
        new DomainEventWriter(database).record("a", "a1");
        OutboxRows rows = new OutboxRows(database, DatabaseClock::read, "audit", "one");

        List<OutboxRows.Row> claimed = rows.claim(LEASE, 1);
        assertThat(claimedUntil(database)).isEqualTo(there.plus(LEASE));

        rows.refuse(claimed.get(0), Duration.ofSeconds(10));
        assertThat(claimedUntil(database)).isEqualTo(there.plusSeconds(10));
    }

    private static Instant claimedUntil(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet row = connection.createStatement().executeQuery("select claimed_until from outbox")) {
            row.next();
            return Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"H2,set time zone '+05:00'", "MARIADB,set time_zone = '+05:00'"})
    void theTimeOfTheDatabaseDoesNotDependOnTheTimeZone(Product product, String zone) throws Exception {
        try (Connection connection =
                TestDatabase.empty(product, folder).source().getConnection()) {
            connection.createStatement().execute(zone);
            // Both clocks are this machine's here.
            assertThat(DatabaseClock.read(connection)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        }
    }
}
