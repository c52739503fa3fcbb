// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.database.DatabaseClock;
import io.flipside.server.database.SchemaMigration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxReaderTest {
    private static final OutboxReader.Timing TIMING =
            new OutboxReader.Timing(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofMillis(1), 10);

    private final JdbcDataSource database = new JdbcDataSource();
    private final DomainEventWriter writer = new DomainEventWriter(database);
    private final List<OutboxReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @BeforeEach
    void migrate() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=LEGACY;DB_CLOSE_DELAY=-1");
        new SchemaMigration(database).migrate();
    }

    @AfterEach
    void stop() throws InterruptedException {
        readers.forEach(OutboxReader::stop);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private OutboxReader start(OutboxConsumer consumer) throws SQLException {
        OutboxRows rows = new OutboxRows(database, DatabaseClock::read, consumer.name(), "reader");
        new ConsumerRegistry(database, DatabaseClock::read, List.of(consumer.name())).register();
        OutboxReader reader = new OutboxReader(consumer, rows, TIMING);
        Thread thread = new Thread(reader);
        readers.add(reader);
        threads.add(thread);
        thread.start();
        return reader;
    }

    private record Queueing(BlockingQueue<String> queue) implements OutboxConsumer {
        @Override
        public String name() {
            return "queue";
        }

        @Override
        public void accept(OutboxEntry entry) {
            queue.add(entry.sentence());
        }
    }

    @Test
    void aCommitWakesTheReader() throws Exception {
        BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
        OutboxReader reader = start(new Queueing(delivered));
        writer.record("a", "a1");
        reader.wake();
        assertThat(delivered.poll(30, TimeUnit.SECONDS)).isEqualTo("a1");
    }

    /** Takes an event at the second offer of it. */
    private record Failing(BlockingQueue<String> offered, AtomicBoolean failed, Runnable failure)
            implements OutboxConsumer {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public void accept(OutboxEntry entry) {
            offered.add(entry.sentence());
            if (failed.compareAndSet(false, true)) {
                failure.run();
            }
        }
    }

    private List<String> offered(Runnable failure) throws Exception {
        BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
        OutboxReader reader = start(new Failing(delivered, new AtomicBoolean(), failure));
        writer.record("a", "a1");
        writer.record("a", "a2");
        List<String> order = new ArrayList<>();
        while (order.size() < 3) {
            assertThat(threads).allMatch(Thread::isAlive);
            reader.wake();
            String next = delivered.poll(100, TimeUnit.MILLISECONDS);
            if (next != null) {
                order.add(next);
            }
        }
        return order;
    }

    @Test
    void anEventThatTheConsumerCouldNotTakeComesAgainBeforeTheNextOfItsSubject() throws Exception {
        assertThat(offered(() -> {
                    throw new IllegalStateException("not now");
                }))
                .containsExactly("a1", "a1", "a2");
    }

    @Test
    void aConsumerThatFailsByAnErrorDoesNotEndTheReader() throws Exception {
        assertThat(offered(() -> {
                    throw new NoClassDefFoundError("a/b/C");
                }))
                .containsExactly("a1", "a1", "a2");
    }

    @Test
    void theNextTryIsTwiceAsFarAwayAndAtMostAnHour() {
        assertThat(IntStream.of(0, 1, 2, 8, 9, 719).mapToObj(OutboxReader.Timing.NORMAL::backoff))
                .extracting(Duration::toSeconds)
                .containsExactly(10L, 20L, 40L, 2560L, 3600L, 3600L);
    }

    @Test
    void anEventThatWasRefusedForAMonthIsGivenUpForTheNextOfItsSubject() throws Exception {
        BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
        new ConsumerRegistry(database, DatabaseClock::read, List.of("failing")).register();
        writer.record("a", "a1");
        writer.record("a", "a2");
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("update outbox set tries = " + (OutboxReader.MOST_TRIES - 1) + " where sentence = 'a1'");
        }
        OutboxReader reader = start(new Failing(delivered, new AtomicBoolean(), () -> {
            throw new IllegalStateException("never");
        }));
        assertThat(delivered.poll(30, TimeUnit.SECONDS)).isEqualTo("a1");
        String next = null;
        while (next == null) {
            reader.wake();
            next = delivered.poll(100, TimeUnit.MILLISECONDS);
        }
        assertThat(next).isEqualTo("a2");
    }

    @Test
    void anAuditHoldsEachEventOnce() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("create table audit (event_id varchar(36) primary key, actor varchar(100),"
                            + " what varchar(1000))");
        }
        BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
        AuditConsumer audit = new AuditConsumer(database);
        OutboxReader reader = start(new OutboxConsumer() {
            @Override
            public String name() {
                return audit.name();
            }

            @Override
            public void accept(OutboxEntry entry) {
                // As after a reader's death between taking an event and deleting its row.
                audit.accept(entry);
                audit.accept(entry);
                delivered.add(entry.sentence());
            }
        });
        writer.record("a", "artifact a was added");
        reader.wake();
        assertThat(delivered.poll(30, TimeUnit.SECONDS)).isNotNull();
        try (Connection connection = database.getConnection();
                ResultSet row = connection.createStatement().executeQuery("select actor, what from audit")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("actor")).isEqualTo("system");
            assertThat(row.getString("what")).isEqualTo("artifact a was added");
            assertThat(row.next()).isFalse();
        }
    }
}
