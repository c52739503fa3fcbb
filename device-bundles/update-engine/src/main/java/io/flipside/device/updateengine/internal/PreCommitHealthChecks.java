// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.health.HealthCheck;
import io.flipside.device.health.HealthCheckStage;
import io.flipside.device.health.HealthResult;
import io.flipside.device.health.HealthStatus;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the health checks that must pass before an update is committed, each with its own time-out. Thread-safe. */
final class PreCommitHealthChecks {
    private final EngineSettings.Timeouts timeouts;
    private final UpdateLog log;
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
    private final Set<HealthCheck> running =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** Says what is wrong now; empty if all is well. */
    interface Question {
        Optional<String> complaint() throws InterruptedException;
    }

    PreCommitHealthChecks(EngineSettings.Timeouts timeouts, UpdateLog log) {
        this.timeouts = timeouts;
        this.log = log;
    }

    void bind(HealthCheck check) {
        checks.add(check);
    }

    void unbind(HealthCheck check) {
        checks.removeIf(known -> known == check);
    }

    /** Asks again and again; returns what is still wrong when the time is over, or empty as soon as all is well. */
    Optional<String> awaitHealthy(String first, Question question) throws InterruptedException {
        long end = System.nanoTime() + timeouts.health().toNanos();
        Optional<String> complaint = Optional.of(first);
        Optional<String> logged = Optional.empty();
        while (complaint.isPresent() && System.nanoTime() < end) {
            if (!complaint.equals(logged)) {
                log.info("not healthy yet: " + complaint.get());
                logged = complaint;
            }
            Thread.sleep(timeouts.healthPause().toMillis());
            complaint = question.complaint();
        }
        return complaint;
    }

    /** Runs the checks one after the other; returns the first complaint, with the name of the check. */
    Optional<String> complaint() throws InterruptedException {
        for (HealthCheck check : checks) {
            Optional<String> complaint = complaint(check);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    private Optional<String> complaint(HealthCheck check) throws InterruptedException {
        try {
            if (!check.stages().contains(HealthCheckStage.BEFORE_COMMIT)) {
                return Optional.empty();
            }
            HealthResult result = run(check);
            return result.status().healthy()
                    ? Optional.empty()
                    : Optional.of(check.name() + ": " + result.complaints());
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            // Foreign code; if its bundle is just going away, it is not asked in the next round.
            return Optional.of("a health check failed: " + e);
        }
    }

    /** Runs a check on a thread of its own, which ends with it: one that ignores its interrupt holds up nobody else. */
    private HealthResult run(HealthCheck check) throws InterruptedException {
        if (!running.add(check)) {
            return failed("still runs since it was interrupted");
        }
        FutureTask<HealthResult> task = new FutureTask<>(() -> {
            try {
                return check.check();
            } finally {
                // Before the result is seen: the next round may follow at once.
                running.remove(check);
            }
        });
        Thread thread = new Thread(task, "flipside-health-check");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(check.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return failed("did not end within " + check.timeout().toSeconds() + " s");
        } catch (ExecutionException e) {
            return failed("failed: " + e.getCause());
        } finally {
            thread.interrupt();
        }
    }

    private static HealthResult failed(String message) {
        return HealthResult.of(HealthStatus.HEALTH_CHECK_ERROR, message);
    }
}
