// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import io.flipside.server.TestDatabase;
import io.flipside.server.database.DatabaseClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/** Runs one reader in a process of its own, which can be killed. It appends each event to a file that all readers share. */
final class OutboxReaderMain {
    static final OutboxReader.Timing TIMING =
            new OutboxReader.Timing(Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofMillis(200), 10);

    private OutboxReaderMain() {}

    /** Takes the database's URL, the reader's name, the file, and how many events it hands over: it stands still in the last. */
    public static void main(String[] arguments) {
        DataSource database = TestDatabase.source(arguments[0]);
        Appending consumer =
                new Appending(arguments[1], Path.of(arguments[2]), new Semaphore(Integer.parseInt(arguments[3]) - 1));
        OutboxRows rows = new OutboxRows(
                database,
                DatabaseClock::read,
                consumer.name(),
                UUID.randomUUID().toString());
        new OutboxReader(consumer, rows, TIMING).run();
    }

    /** Waits, with claims in its hands, for its process to be killed once there is no permit any more. */
    private record Appending(String reader, Path file, Semaphore permits) implements OutboxConsumer {
        @Override
        public String name() {
            return "audit";
        }

        @Override
        public void accept(OutboxEntry entry) {
            String line = reader + " " + entry.subject() + " " + entry.sentence() + "\n";
            try {
                Files.write(
                        file,
                        line.getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                permits.acquire();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
