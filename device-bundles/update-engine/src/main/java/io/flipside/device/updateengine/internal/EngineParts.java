// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.updateengine.internal.journal.Journal;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import io.flipside.device.updateengine.internal.script.HealthCheckDirectory;
import io.flipside.device.updateengine.internal.script.StateScriptRunner;
import java.time.Duration;

/**
 * Creates and wires the objects of one update engine, and holds those that the engine's service component uses.
 *
 * @param flow takes the steps
 * @param update the update in progress
 * @param download can be aborted
 * @param installedProvides what the device provides
 * @param health the health checks before a commit
 * @param stop ends the flow's thread
 * @param log the log of the update
 */
record EngineParts(
        UpdateFlow flow,
        CurrentUpdate update,
        DownloadStep download,
        InstalledIdentity installedProvides,
        PreCommitHealthChecks health,
        GracefulStop stop,
        UpdateLog log) {
    private static final Duration HEALTH_CHECK_LIMIT = Duration.ofSeconds(30);

    static EngineParts assemble(EngineSettings settings, String process, EngineServices services) {
        EngineSettings.Timeouts timeouts = settings.timeouts();
        UpdateLog log = new UpdateLog(settings.logFile());
        GracefulStop stop = new GracefulStop();
        Journal journal = new Journal(services.store(), stop, timeouts.service());
        TransitionPlanner planner = new TransitionPlanner(process, settings.managed(), timeouts.downloadAttempts());
        CurrentUpdate update = new CurrentUpdate(journal, planner, services.listeners(), timeouts, log);
        InstalledIdentity installedProvides =
                new InstalledIdentity(journal.within(timeouts.firstAppearance()), settings);
        StateScriptRunner scriptRunner = new StateScriptRunner(timeouts.scripts(), log);
        UpdateWorkDirectory workDirectory = new UpdateWorkDirectory(settings, scriptRunner);
        PhaseScripts scripts = new PhaseScripts(scriptRunner, settings, stop);
        PreCommitHealthChecks health = new PreCommitHealthChecks(timeouts, log);
        settings.healthDirectory()
                .ifPresent(directory -> health.bind(new HealthCheckDirectory(directory, HEALTH_CHECK_LIMIT)));
        PayloadHandlerInvoker payloads =
                new PayloadHandlerInvoker(services.handlers(), workDirectory, timeouts.service(), stop, log);
        DeviceReboot device = new DeviceReboot(services.reboot(), timeouts, stop, log);
        DownloadStep download = new DownloadStep(
                () -> new DownloadAttempt(
                        services.sources(),
                        services.handlers(),
                        installedProvides,
                        update,
                        workDirectory,
                        settings,
                        log),
                workDirectory,
                services.faults(),
                scripts,
                stop,
                log);
        PhaseSteps steps = new PhaseSteps(
                download,
                new InstallSteps(payloads, scripts, health, services.faults(), device, update, log),
                new RollbackSteps(payloads, scripts, device, update, log),
                payloads,
                workDirectory,
                entry -> report(entry, services.approvers(), update, log),
                log);
        UpdateFlow flow = new UpdateFlow(
                update,
                installedProvides,
                planner,
                services.approvers(),
                phase -> TransitionTable.step(phase, steps),
                stop,
                log);
        return new EngineParts(flow, update, download, installedProvides, health, stop, log);
    }

    /** At REPORT nobody can object any more, but the update only ends when all have been told. */
    private static void report(JournalEntry entry, UpdateApprovers approvers, CurrentUpdate update, UpdateLog log)
            throws InterruptedException {
        if (!entry.standalone()) {
            approvers
                    .objection(ApprovalPoint.REPORT, update.status(entry))
                    .ifPresent(why -> log.warning("the report: " + why));
        }
    }
}
