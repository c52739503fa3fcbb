// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.database.SchemaMigrated;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Forgets pending devices that have not asked for a long time. */
@ApplicationScoped
class PendingDeviceSweeper {
    private static final Logger LOG = System.getLogger(PendingDeviceSweeper.class.getName());
    private static final int SOME = 200;
    private static final int PERIOD_SECONDS = 600;

    @Inject
    TransactionRunner transactions;

    @Inject
    PendingPlaces places;

    @Inject
    @ConfigProperty(name = "flipside.pending.seconds")
    long seconds;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable Future<?> sweeping;

    void start(@Observes SchemaMigrated event) {
        sweeping = scheduler.scheduleWithFixedDelay(this::sweep, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        if (sweeping != null) {
            sweeping.cancel(false);
        }
    }

    private void sweep() {
        try {
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
        } catch (RuntimeException e) {
            // The outermost edge: an exception would end the schedule.
            LOG.log(Level.WARNING, "pending devices cannot be swept now; next try soon", e);
        }
    }
}
