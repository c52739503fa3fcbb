// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.InClauseBatches;
import io.flipside.server.database.SchemaMigrated;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Deletes stored bytes that no database row refers to. A server that was killed leaves them: during an upload, or right
 * after the deletion of an artifact.
 *
 * <p>Only what has not been written to for a day, and only once the server has run for a day, in which whoever has named
 * the wrong database notices that all artifacts are missing. An upload that is under way, here or at another instance, is written to
 * all the time, and its row is committed within seconds of its last byte; so any number of instances may sweep one store.
 */
@ApplicationScoped
class ArtifactSweeper {
    private static final Logger LOG = System.getLogger(ArtifactSweeper.class.getName());
    private static final Duration LONGEST_PERIOD = Duration.ofHours(1);

    @Inject
    TransactionRunner transactions;

    @Inject
    ArtifactStore store;

    @Inject
    ArtifactRepository artifacts;

    @Inject
    @ConfigProperty(name = "flipside.artifact.unreferenced-seconds")
    long unreferencedSeconds;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable Future<?> sweeping;

    /** Tells which of these ids have a row. */
    interface Rows {
        Set<String> existing(List<String> ids);
    }

    void start(@Observes SchemaMigrated event) {
        Duration quarter = Duration.ofSeconds(unreferencedSeconds).dividedBy(4).plusMillis(1);
        Duration period = quarter.compareTo(LONGEST_PERIOD) < 0 ? quarter : LONGEST_PERIOD;
        // Not at once: started on a wrong, an empty or an older database, nothing here would have a row.
        sweeping = scheduler.scheduleWithFixedDelay(
                this::sweep, unreferencedSeconds * 1000, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        if (sweeping != null) {
            sweeping.cancel(false);
        }
    }

    private void sweep() {
        try {
            Instant before = Instant.now().minusSeconds(unreferencedSeconds);
            List<String> deleted = sweep(store, ids -> transactions.run(() -> artifacts.existing(ids)), before);
            if (!deleted.isEmpty()) {
                LOG.log(Level.INFO, "deleted the bytes of artifacts that are not in the database: " + deleted);
            }
        } catch (IOException | RuntimeException e) {
            // The outermost edge: an exception would end the schedule.
            LOG.log(Level.WARNING, "bytes without a row cannot be swept now; next try soon", e);
        }
    }

    /** Deletes what has no row and was last written to before this time; says what. */
    static List<String> sweep(ArtifactStore store, Rows rows, Instant before) throws IOException {
        List<String> old = store.list().stream()
                .filter(entry -> entry.changed().isBefore(before))
                .map(ArtifactStore.Entry::id)
                .toList();
        List<String> deleted = new ArrayList<>();
        for (List<String> some : InClauseBatches.of(old)) {
            // After the listing: whatever was committed in between counts.
            Set<String> existing = rows.existing(some);
            for (String id : some) {
                if (!existing.contains(id)) {
                    store.delete(id);
                    deleted.add(id);
                }
            }
        }
        return deleted;
    }
}
