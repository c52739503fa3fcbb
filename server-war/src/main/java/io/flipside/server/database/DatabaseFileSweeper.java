// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import io.flipside.server.schedule.PeriodicTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;

/**
 * Keeps the file of the embedded database from growing with every change. H2 has a thread for that, but not with {@code
 * WRITE_DELAY=0}: what rows no longer need would come back only when the database is closed.
 */
@ApplicationScoped
class DatabaseFileSweeper {
    private static final Logger LOG = System.getLogger(DatabaseFileSweeper.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** In milliseconds; some periods long, so that what replaces a page is on the disk before the page's place is used again. */
    private static final int RETENTION = 3_000;

    /** In a call; more of it makes those who write wait longer than 0.1 s. */
    private static final int REWRITTEN_BYTES = 512 << 10;

    private static final int LEAST_FILL_PERCENT = 50;

    /** The whole file is compacted, which stops those who write for half a second, when it is so much larger than its rows. */
    private static final long WASTED_BYTES = 32 << 20;

    private static final int WASTED_TIMES = 4;
    private static final Duration WHOLE_PERIOD = Duration.ofMinutes(1);
    private static final int WHOLE_MILLIS = 100;

    private Instant nextWhole = Instant.EPOCH;

    @Inject
    PeriodicTasks tasks;

    void start(@Observes SchemaMigrated event) throws SQLException {
        // Not the pool, which hides what a connection is made of.
        ConfiguredDataSource database = new ConfiguredDataSource();
        try (Connection connection = database.getConnection()) {
            if (embedded(connection).isPresent()) {
                tasks.every(
                        PERIOD,
                        LOG,
                        "the database's file cannot be compacted now; next try soon",
                        () -> sweep(database));
            }
        }
    }

    private void sweep(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            // Looked for each time: opened again after an error, it is another store.
            embedded(connection).ifPresent(this::sweep);
        }
    }

    /** The store of an embedded database; empty for any other. */
    static Optional<MVStore> embedded(Connection connection) {
        return connection instanceof JdbcConnection h2 && h2.getSession() instanceof SessionLocal session
                ? Optional.of(session.getDatabase().getStore().getMvStore())
                : Optional.empty();
    }

    void sweep(MVStore store) {
        FileStore<?> file = store.getFileStore();
        boolean sweptByH2 = store.getAutoCommitDelay() > 0;
        if (file == null || file.isReadOnly() || sweptByH2) {
            return;
        }
        file.setRetentionTime(RETENTION);
        file.sync();
        store.compact(LEAST_FILL_PERCENT, REWRITTEN_BYTES);
        Instant now = Instant.now();
        if (now.isAfter(nextWhole) && isWasteful(file)) {
            nextWhole = now.plus(WHOLE_PERIOD);
            compactWhole(store, file);
        }
    }

    private static void compactWhole(MVStore store, FileStore<?> file) {
        long before = file.size();
        file.sync();
        file.setRetentionTime(0);
        file.dropUnusedChunks();
        store.compactFile(WHOLE_MILLIS);
        file.setRetentionTime(RETENTION);
        LOG.log(Level.INFO, "compacted the database's file: " + mib(before) + " -> " + mib(file.size()));
    }

    private static boolean isWasteful(FileStore<?> file) {
        long rows = file.size() / 100 * file.getFillRate() / 100 * file.getChunksFillRate();
        return file.size() > WASTED_BYTES + WASTED_TIMES * rows;
    }

    private static String mib(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
