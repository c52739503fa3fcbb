// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.database.SchemaMigrated;
import io.flipside.server.database.SchemaMigration;
import io.flipside.server.schedule.PeriodicTasks;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxReadersTest {
    private static final long PATIENCE_SECONDS = 30;

    private final JdbcDataSource database = new JdbcDataSource();
    private final BlockingQueue<Thread> started = new LinkedBlockingQueue<>();
    private final CountDownLatch inHand = new CountDownLatch(1);
    private final CountDownLatch handedOver = new CountDownLatch(1);
    private final OutboxReaders readers = new OutboxReaders();

    @BeforeEach
    void startWithOneConsumer() throws Exception {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=LEGACY;DB_CLOSE_DELAY=-1");
        new SchemaMigration(database).migrate();
        readers.database = database;
        readers.threads = fake(ManagedThreadFactory.class, arguments -> {
            Thread thread = new Thread((Runnable) arguments[0]);
            started.add(thread);
            return thread;
        });
        readers.tasks = new PeriodicTasks() {
            @Override
            public void every(Duration period, System.Logger log, String failure, Task task) {
                // Not as long as this test runs.
            }
        };
        readers.consumers = consumers(new Slow());
        readers.start(new SchemaMigrated());
        new DomainEventWriter(database).record("a", "a1");
        readers.wake();
        assertThat(inHand.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void letGo() throws InterruptedException {
        handedOver.countDown();
        readers.stop(new Object());
    }

    /** Takes an event, and does not come back before it is told to. */
    private final class Slow implements OutboxConsumer {
        @Override
        public String name() {
            return "slow";
        }

        @Override
        public void accept(OutboxEntry entry) {
            inHand.countDown();
            try {
                handedOver.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Instance<OutboxConsumer> consumers(OutboxConsumer one) {
        return fake(Instance.class, arguments -> List.of(one).iterator());
    }

    private interface Call {
        Object answer(Object[] arguments);
    }

    /** Answers whichever method is called, for what the container would give. */
    private static <T> T fake(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> call.answer(arguments)));
    }

    @Test
    void theEndOfTheApplicationWaitsForTheEventInHandAndEndsTheThreads() throws Exception {
        Thread reader = started.take();
        Thread end = new Thread(() -> readers.stop(new Object()));
        end.start();
        while (end.getState() != Thread.State.TIMED_WAITING) {
            assertThat(end.isAlive()).as("the end waits for the reader").isTrue();
            Thread.onSpinWait();
        }
        assertThat(reader.isAlive()).isTrue();

        handedOver.countDown();
        end.join();

        assertThat(reader.isAlive()).as("the reader, after the end").isFalse();
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from outbox")) {
            rows.next();
            assertThat(rows.getInt(1)).as("events to be handed over once more").isZero();
        }
    }
}
