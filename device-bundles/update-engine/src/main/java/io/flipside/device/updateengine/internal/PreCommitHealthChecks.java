// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.update.HealthCheck;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks all health checks until all are content. Thread-safe. */
final class PreCommitHealthChecks {
    private final EngineSettings.Limits limits;
    private final UpdateLog log;
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();

    PreCommitHealthChecks(EngineSettings.Limits limits, UpdateLog log) {
        this.limits = limits;
        this.log = log;
    }

    void bind(HealthCheck check) {
        checks.add(check);
    }

    void unbind(HealthCheck check) {
        checks.remove(check);
    }

    /** What is still wrong when the time is over; empty as soon as all is well. */
    Optional<String> complaint() throws InterruptedException {
        long end = System.nanoTime() + limits.health().toNanos();
        Optional<String> complaint = round();
        Optional<String> logged = Optional.empty();
        while (complaint.isPresent() && System.nanoTime() < end) {
            if (!complaint.equals(logged)) {
                log.info("not healthy yet: " + complaint.get());
                logged = complaint;
            }
            Thread.sleep(limits.healthPause().toMillis());
            complaint = round();
        }
        return complaint;
    }

    private Optional<String> round() {
        for (HealthCheck check : checks) {
            Optional<String> complaint = ask(check);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    private Optional<String> ask(HealthCheck check) {
        try {
            return check.complaint();
        } catch (RuntimeException | LinkageError e) {
            // Foreign code; if its bundle is just going away, it is not asked in the next round.
            return Optional.of("a health check failed: " + e);
        }
    }
}
