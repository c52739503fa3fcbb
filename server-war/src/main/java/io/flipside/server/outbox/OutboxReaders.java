// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import io.flipside.server.database.DatabaseClock;
import io.flipside.server.database.SchemaMigrated;
import io.flipside.server.schedule.PeriodicTasks;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Starts one outbox reader for each consumer, wakes the readers after commits, and stops them with the application. */
@ApplicationScoped
class OutboxReaders {
    private static final Logger LOG = System.getLogger(OutboxReaders.class.getName());
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    @Resource(lookup = "java:app/jdbc/flipside")
    DataSource database;

    @Resource
    ManagedThreadFactory threads;

    @Inject
    PeriodicTasks tasks;

    @Inject
    Instance<OutboxConsumer> consumers;

    private final List<Running> running = new CopyOnWriteArrayList<>();

    private record Running(OutboxReader reader, Thread thread) {}

    void start(@Observes SchemaMigrated event) throws SQLException {
        String owner = UUID.randomUUID().toString();
        List<String> names = new ArrayList<>();
        for (OutboxConsumer consumer : consumers) {
            names.add(consumer.name());
        }
        ConsumerRegistry registry = new ConsumerRegistry(database, DatabaseClock::read, names);
        // Before the first request, so that no event is missed.
        registry.register();
        tasks.every(
                Duration.ofHours(1), LOG, "the outbox cannot be swept now; next try in an hour", () -> sweep(registry));
        for (OutboxConsumer consumer : consumers) {
            OutboxRows rows = new OutboxRows(database, DatabaseClock::read, consumer.name(), owner);
            OutboxReader reader = new OutboxReader(consumer, rows, OutboxReader.Timing.NORMAL);
            Thread thread = threads.newThread(reader);
            thread.setName("outbox-" + consumer.name());
            running.add(new Running(reader, thread));
            thread.start();
        }
    }

    private static void sweep(ConsumerRegistry registry) throws SQLException {
        int rows = registry.sweep();
        if (rows > 0) {
            LOG.log(
                    Level.WARNING,
                    rows
                            + " events were deleted from the outbox: their consumers are not part of the program any more");
        }
    }

    void wake() {
        running.forEach(each -> each.reader().wake());
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        running.forEach(each -> each.reader().stop());
        for (Running each : running) {
            try {
                each.thread().join(LONGEST_STOP.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (each.thread().isAlive()) {
                LOG.log(
                        Level.WARNING,
                        each.thread().getName() + " did not end within " + LONGEST_STOP.toSeconds() + " s");
            }
        }
    }
}
