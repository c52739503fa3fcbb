// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.database.SchemaMigrated;
import io.flipside.server.schedule.PeriodicTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets pending devices that have not asked for a long time. */
@ApplicationScoped
class PendingDeviceSweeper {
    private static final Logger LOG = System.getLogger(PendingDeviceSweeper.class.getName());
    private static final int SOME = 200;
    private static final long LONGEST_PERIOD_SECONDS = 600;

    @Inject
    TransactionRunner transactions;

    @Inject
    PendingPlaces places;

    @Inject
    @ConfigProperty(name = "flipside.pending.seconds")
    long seconds;

    @Inject
    PeriodicTasks tasks;

    void start(@Observes SchemaMigrated event) {
        Duration period = Duration.ofSeconds(Math.max(1, Math.min(LONGEST_PERIOD_SECONDS, seconds / 10)));
        tasks.every(period, LOG, "pending devices cannot be swept now; next try soon", this::sweep);
    }

    private void sweep() {
        Instant before = MicrosecondClock.now().minusSeconds(seconds);
        int all = 0;
        int some = SOME;
        while (some == SOME) {
            some = transactions.run(() -> places.forgetSilent(before, SOME));
            all += some;
        }
        if (all > 0) {
            LOG.log(Level.INFO, "forgot " + all + " pending devices that have not asked for " + seconds + " s");
        }
    }
}
