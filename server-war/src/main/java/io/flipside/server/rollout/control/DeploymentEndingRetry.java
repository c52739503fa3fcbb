// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.SchemaMigrated;
import io.flipside.server.log.LogSanitizer;
import io.flipside.server.schedule.PeriodicTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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

    @Inject
    PeriodicTasks tasks;

    void start(@Observes SchemaMigrated event) {
        tasks.nowAndEvery(
                Duration.ofSeconds(periodSeconds),
                LOG,
                "forgotten deployments cannot be ended now; next try soon",
                this::retry);
    }

    private void retry() {
        // Within transactions, the questions, too: outside, each run would get the entity manager of the first,
        // closed.
        for (String device : transactions.run(deployments::abandoned)) {
            end("what device " + device + " has left", () -> ending.endAbandoned(device));
        }
        for (String id : transactions.run(deployments::done)) {
            end("deployment " + id, () -> ending.finishIfDone(id));
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
