// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Runs one reader in a process of its own, which can be killed. It appends each event to a file that all readers share. */
final class OutboxReaderMain {
    static final OutboxReader.Timing TIMING =
            new OutboxReader.Timing(Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofMillis(200), 10);

    private OutboxReaderMain() {}

    /** Takes the database's URL, the reader's name, and the file. */
    public static void main(String[] arguments) {
        DataSource database = source(arguments[0]);
        String name = arguments[1];
        Path file = Path.of(arguments[2]);
        OutboxRows rows = new OutboxRows(database, "audit", UUID.randomUUID().toString());
        new OutboxReader(new Appending(name, file), rows, TIMING).run();
    }

    static DataSource source(String url) {
        if (url.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url);
            h2.setUser("sa");
            h2.setPassword("sa");
            return h2;
        }
        MysqlDataSource mysql = new MysqlDataSource();
        mysql.setURL(url);
        mysql.setUser("root");
        mysql.setPassword("");
        return mysql;
    }

    private record Appending(String reader, Path file) implements OutboxConsumer {
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
                // So that a reader holds claims most of the time: the moment in which it is killed.
                Thread.sleep(5);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
