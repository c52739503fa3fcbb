// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.SchemaMigrated;
import io.flipside.server.log.LogSanitizer;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Ends deployments, at the start and periodically, whose end failed to follow the end of their last device, or that wait for a device which
 * has left while they were created.
 */
@ApplicationScoped
class DeploymentEndingRetry {
    private static final Logger LOG = System.getLogger(DeploymentEndingRetry.class.getName());

    @Inject
    TransactionRunner transactions;

    @Inject
    DeploymentRepository deployments;

    @Inject
    DeploymentEnding ending;

    @Inject
    @ConfigProperty(name = "flipside.deployment.retry-seconds")
    long periodSeconds;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable Future<?> retrying;

    void start(@Observes SchemaMigrated event) {
        retry();
        retrying = scheduler.scheduleWithFixedDelay(this::retry, periodSeconds, periodSeconds, TimeUnit.SECONDS);
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        if (retrying != null) {
            retrying.cancel(false);
        }
    }

    private void retry() {
        try {
            // Within transactions, the questions, too: outside, each run would get the entity manager of the first,
            // closed.
            for (String device : transactions.run(deployments::abandoned)) {
                end("what device " + device + " has left", () -> ending.endAbandoned(device));
            }
            for (String id : transactions.run(deployments::done)) {
                end("deployment " + id, () -> ending.finishIfDone(id));
            }
        } catch (RuntimeException e) {
            // The outermost edge: an exception would end the schedule.
            LOG.log(Level.WARNING, "forgotten deployments cannot be ended now; next try soon", e);
        }
    }

    /** One that cannot be ended keeps no other from its end. */
    private void end(String what, Runnable change) {
        try {
            transactions.run(change);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, LogSanitizer.of(what + " cannot be ended now; next try soon"), e);
        }
    }
}
