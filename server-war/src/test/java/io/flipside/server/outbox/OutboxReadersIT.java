// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.Eventually;
import io.flipside.server.TestDatabase;
import io.flipside.server.TestDatabase.Product;
import io.flipside.server.database.DatabaseClock;
import io.flipside.server.database.SchemaMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of one consumer on one database, each a process: two take over from one that is killed with events in its hands. */
class OutboxReadersIT {
    private static final String[] SUBJECTS = {"d1/a", "d1/b", "d2/a", "d2/b"};
    private static final int CHANGES_OF_A_SUBJECT = 60;
    private static final int WRITERS_OF_A_SUBJECT = 2;
    /** In the last of them it is killed. */
    private static final int EVENTS_OF_THE_FIRST = 20;

    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void everyEventArrivesInOrderFromH2AlthoughAReaderIsKilled() throws Exception {
        test("jdbc:h2:file:" + folder.resolve("shared") + ";MODE=LEGACY;AUTO_SERVER=TRUE");
    }

    @Test
    void everyEventArrivesInOrderFromMariaDbAlthoughAReaderIsKilled() throws Exception {
        test(TestDatabase.empty(Product.MARIADB, folder).url());
    }

    private void test(String url) throws Exception {
        DataSource database = TestDatabase.source(url);
        // This connection keeps an H2 database open in this process, which is not the one that is killed.
        try (Connection open = database.getConnection()) {
            new SchemaMigration(database).migrate();
            new ConsumerRegistry(database, DatabaseClock::read, List.of("audit")).register();
            List<String> lines = deliver(url, database, open);
            assertInOrder(lines);
            assertThat(lines).anyMatch(line -> line.startsWith("first ")).anyMatch(line -> !line.startsWith("first "));
        }
    }

    private List<String> deliver(String url, DataSource database, Connection open) throws Exception {
        DomainEventWriter writer = new DomainEventWriter(database);
        writer.prepare(SUBJECTS);
        Path file = Files.createFile(folder.resolve("delivered"));
        ExecutorService writers = Executors.newCachedThreadPool();
        Process first = reader(url, "first", file, EVENTS_OF_THE_FIRST);
        List<Process> others = new ArrayList<>();
        try {
            List<Future<Void>> writing = new ArrayList<>();
            for (String subject : SUBJECTS) {
                for (int i = 0; i < WRITERS_OF_A_SUBJECT; i++) {
                    writing.add(writers.submit(changes(writer, subject)));
                }
            }
            Eventually.is(
                    "the first has all its events in hand",
                    LONGEST,
                    () -> lines(file).stream()
                                    .filter(line -> line.startsWith("first "))
                                    .count()
                            == EVENTS_OF_THE_FIRST);
            others.add(reader(url, "second", file, Integer.MAX_VALUE));
            others.add(reader(url, "third", file, Integer.MAX_VALUE));
            first.destroyForcibly().waitFor();
            for (Future<Void> each : writing) {
                each.get();
            }
            Eventually.is("all events are delivered", LONGEST, () -> rows(open) == 0);
            return lines(file);
        } finally {
            writers.shutdownNow();
            first.destroyForcibly().waitFor();
            for (Process other : others) {
                other.destroyForcibly().waitFor();
            }
        }
    }

    private static Callable<Void> changes(DomainEventWriter writer, String subject) {
        return () -> {
            for (int i = 0; i < CHANGES_OF_A_SUBJECT / WRITERS_OF_A_SUBJECT; i++) {
                // Long and short transactions, so that events become visible in another order than they were recorded
                // in.
                writer.change(subject, i % 7);
            }
            return null;
        };
    }

    /** An event may come again after its reader was killed, but none is missing, and none comes before an earlier one. */
    private static void assertInOrder(List<String> lines) {
        Map<String, Integer> seen = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            int number = Integer.parseInt(words[2]);
            int last = seen.getOrDefault(words[1], 0);
            assertThat(number).as(line + " after " + last).isLessThanOrEqualTo(last + 1);
            seen.put(words[1], Math.max(number, last));
        }
        for (String subject : SUBJECTS) {
            assertThat(seen).containsEntry(subject, CHANGES_OF_A_SUBJECT);
        }
    }

    private Process reader(String url, String name, Path file, int events) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutboxReaderMain.class.getName(),
                        url,
                        name,
                        file.toString(),
                        Integer.toString(events))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    private static int rows(Connection connection) throws Exception {
        try (ResultSet count = connection.createStatement().executeQuery("select count(*) from outbox")) {
            count.next();
            return count.getInt(1);
        }
    }
}
