// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.SchemaMigrated;
import io.flipside.server.schedule.PeriodicTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Deletes stored bytes that no database row refers to. A server that was killed leaves them: during an upload, or right
 * after the deletion of an artifact.
 *
 * <p>Only if store and database belong together, and only what this server has seen without a row for a day, in which nothing
 * was written to it. An upload that is under way, here or at another instance, is written to all the time, and its row
 * is committed within minutes of its last byte; so any number of instances may sweep one store.
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
    StoreIdentityChecker identity;

    @Inject
    @ConfigProperty(name = "flipside.artifact.unreferenced-seconds")
    long unreferencedSeconds;

    @Inject
    @ConfigProperty(name = "flipside.artifact.unreferenced-least-seconds")
    long leastSeconds;

    @Inject
    PeriodicTasks tasks;

    private @Nullable OrphanWatch orphans;
    private Optional<String> objection = Optional.empty();

    void start(@Observes SchemaMigrated event) {
        Duration age = age();
        orphans = new OrphanWatch(store, this::existing, age);
        Duration quarter = age.dividedBy(4).plusMillis(1);
        Duration period = quarter.compareTo(LONGEST_PERIOD) < 0 ? quarter : LONGEST_PERIOD;
        // Once before the first request: an upload must not meet a store whose owner is still to be found out.
        tasks.nowAndEvery(period, LOG, "bytes without a row cannot be swept now; next try soon", this::sweep);
    }

    /** A row may be committed minutes after the last byte: a commit waits for locks, and is tried again. */
    Duration age() {
        if (unreferencedSeconds < leastSeconds) {
            LOG.log(
                    Level.WARNING,
                    "FLIPSIDE_ARTIFACT_UNREFERENCED_SECONDS is " + unreferencedSeconds + ", but uploads need at least "
                            + leastSeconds + "; that is taken instead");
        }
        return Duration.ofSeconds(Math.max(unreferencedSeconds, leastSeconds));
    }

    private Set<String> existing(List<String> ids) {
        return transactions.run(() -> artifacts.existing(ids));
    }

    private void sweep() throws IOException {
        Optional<String> problem = identity.objection(this::existing);
        if (problem.isPresent() && !problem.equals(objection)) {
            LOG.log(
                    Level.ERROR,
                    "nothing is deleted from the artifact store " + store.place() + " for having no row: "
                            + problem.get());
        }
        objection = problem;
        if (problem.isEmpty() && orphans != null) {
            List<String> deleted = orphans.sweep(System.nanoTime(), Instant.now());
            if (!deleted.isEmpty()) {
                LOG.log(Level.INFO, "deleted the bytes of artifacts that are not in the database: " + deleted);
            }
        }
    }
}
