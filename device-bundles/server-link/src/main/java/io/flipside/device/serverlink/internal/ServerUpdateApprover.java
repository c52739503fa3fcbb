// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.artifact.json.JsonObject;
import io.flipside.device.serverlink.internal.server.DeviceApiClient;
import io.flipside.device.serverlink.internal.server.ServerException;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.support.retry.BackOff;
import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.update.UpdateApprover;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reports to the server at each approval point of an update, and rejects what follows if the deployment was aborted there.
 * Before the commit the server must have answered: a system that can't reach the server is not committed. Keeps no
 * state.
 */
final class ServerUpdateApprover implements UpdateApprover {
    private static final Logger LOG = System.getLogger(ServerUpdateApprover.class.getName());
    static final String ABORTED = "the deployment was aborted on the server";
    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(30);

    private final DeviceApiClient server;
    private final StatusReporter reports;
    private final ReplaceableService<UpdateEngine> engine;
    private final ServerLinkSettings.Times times;
    private final Runnable ended;

    /** {@code ended} is run when an update has been reported as ended. */
    ServerUpdateApprover(
            DeviceApiClient server,
            StatusReporter reports,
            ReplaceableService<UpdateEngine> engine,
            ServerLinkSettings.Times times,
            Runnable ended) {
        this.server = server;
        this.reports = reports;
        this.engine = engine;
        this.times = times;
        this.ended = ended;
    }

    @Override
    public Optional<String> objection(ApprovalPoint next, UpdateStatus status) throws InterruptedException {
        return switch (next) {
            case DOWNLOAD -> announce(status.id());
            case INSTALL -> tell(status.id(), DeploymentStatusMapping.INSTALLING);
            case REBOOT -> tell(status.id(), DeploymentStatusMapping.REBOOTING);
            case COMMIT -> confirm(status.id());
            case REPORT -> {
                end(status);
                yield Optional.empty();
            }
        };
    }

    /** Patiently: a download that was cut off goes on when the device starts, which is often before its network is up. */
    private Optional<String> announce(String id) throws InterruptedException {
        return insist("the download of update " + id, () -> reports.stage(id, DeploymentStatusMapping.DOWNLOADING))
                .filter(ServerUpdateApprover::aborted)
                .map(e -> ABORTED);
    }

    /** Once: the update goes on without a server that can't be reached. */
    private Optional<String> tell(String id, String stage) throws InterruptedException {
        try {
            reports.stage(id, stage);
        } catch (IOException e) {
            requireNoInterrupt();
            if (aborted(e)) {
                return Optional.of(ABORTED);
            }
            LOG.log(Level.WARNING, () -> "update " + id + " goes on without having told the server: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<String> confirm(String id) throws InterruptedException {
        Optional<IOException> failure = insist("the commit of update " + id, () -> {
            server.authorize();
            reports.stage(id, DeploymentStatusMapping.INSTALLING);
        });
        return failure.map(e -> aborted(e) ? ABORTED : "the new system did not reach the server: " + e.getMessage());
    }

    private void end(UpdateStatus status) throws InterruptedException {
        Outcome verdict = status.result().map(UpdateStatus.Result::outcome).orElse(Outcome.FAILURE);
        String id = status.id();
        // A server that has aborted the deployment knows already, and may want the log all the same.
        Optional<IOException> unsaid = insist(
                        "the report of update " + id, () -> reports.stage(id, DeploymentStatusMapping.of(verdict)))
                .filter(e -> !aborted(e));
        if (unsaid.isEmpty() && DeploymentStatusMapping.failed(verdict)) {
            Optional<UpdateEngine> present = engine.await(ENGINE_PATIENCE);
            if (present.isPresent()) {
                JsonObject messages = DeploymentLogJson.messages(present.get().log());
                unsaid = insist("the log of update " + id, () -> server.log(id, messages));
            }
        }
        unsaid.ifPresent(e -> LOG.log(
                Level.WARNING, () -> "the server does not know how update " + id + " ended: " + e.getMessage()));
        ended.run();
    }

    private interface Attempt {
        void run() throws IOException, InterruptedException;
    }

    /** Tries until it works, or makes no sense, or the time is over; the answer is the last failure. */
    private Optional<IOException> insist(String what, Attempt attempt) throws InterruptedException {
        BackOff backOff = times.backOff();
        long end = System.nanoTime() + times.giveUp().toNanos();
        while (true) {
            try {
                attempt.run();
                return Optional.empty();
            } catch (IOException e) {
                requireNoInterrupt();
                long wait = backOff.failed(ServerException.retryAfter(e)).toNanos();
                boolean hopeless = e instanceof ServerException refusal && refusal.isFinal();
                if (hopeless || System.nanoTime() + wait > end) {
                    return Optional.of(e);
                }
                LOG.log(Level.WARNING, () -> what + " waits for the server: " + e.getMessage());
                TimeUnit.NANOSECONDS.sleep(wait);
            }
        }
    }

    static boolean aborted(IOException e) {
        return e instanceof ServerException refusal && refusal.aborted();
    }

    private static void requireNoInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
