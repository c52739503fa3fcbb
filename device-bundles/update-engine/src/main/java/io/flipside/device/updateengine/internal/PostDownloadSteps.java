// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.boot.SystemReboot;
import io.flipside.device.payload.PayloadAction;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.RebootedIntoUpdate;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What is done in the phases after the download. */
final class PostDownloadSteps {
    private final PayloadHandlerInvoker payload;
    private final PhaseScripts scripts;
    private final PreCommitHealthChecks health;
    private final ReplaceableService<SystemReboot> reboot;
    private final UpdateWorkDirectory workspace;
    private final EngineSettings.Limits limits;
    private final GracefulStop stop;
    private final UpdateLog log;

    PostDownloadSteps(
            PayloadHandlerInvoker payload,
            PhaseScripts scripts,
            PreCommitHealthChecks health,
            ReplaceableService<SystemReboot> reboot,
            UpdateWorkDirectory workspace,
            EngineSettings.Limits limits,
            GracefulStop stop,
            UpdateLog log) {
        this.payload = payload;
        this.scripts = scripts;
        this.health = health;
        this.reboot = reboot;
        this.workspace = workspace;
        this.limits = limits;
        this.stop = stop;
        this.log = log;
    }

    Map<Phase, UpdateStep> all(UpdateStep download) {
        return Map.ofEntries(
                Map.entry(Phase.DOWNLOAD, download),
                Map.entry(Phase.INSTALL, this::install),
                Map.entry(Phase.REBOOT, this::reboot),
                Map.entry(Phase.VERIFY_REBOOT, this::verifyReboot),
                Map.entry(Phase.COMMIT, this::commit),
                Map.entry(Phase.COMMITTED, this::committed),
                Map.entry(Phase.ROLLBACK, this::rollback),
                Map.entry(Phase.ROLLBACK_REBOOT, this::rollbackReboot),
                Map.entry(Phase.VERIFY_ROLLBACK_REBOOT, this::verifyRollbackReboot),
                Map.entry(Phase.FAILURE, this::failure),
                Map.entry(Phase.CLEANUP, this::cleanup),
                Map.entry(Phase.REPORT, this::report));
    }

    private StepResult install(JournalEntry entry, UpdateFlow flow) throws IOException, InterruptedException {
        orError(entry, "Install_Error", () -> {
            scripts.run(entry, "Install_Enter");
            payload.perform(PayloadAction.INSTALL, entry);
            scripts.run(entry, "Install_Leave");
        });
        return new StepResult(entry.needsReboot() ? TransitionEvent.RESTART : TransitionEvent.DONE, entry);
    }

    /** Only in managed mode: in standalone mode the flow waits here. */
    private StepResult reboot(JournalEntry entry, UpdateFlow flow) throws IOException, InterruptedException {
        orError(entry, "Reboot_Error", () -> {
            scripts.run(entry, "Reboot_Enter");
            restart();
        });
        throw new IllegalStateException("a restart either ends this process or fails");
    }

    private void restart() throws IOException, InterruptedException {
        SystemReboot system = reboot.await(limits.service())
                .orElseThrow(() -> new IOException("nothing here can restart the device; configure 'reboot.command'"));
        log.info("restarting the device");
        stop.critically(system::reboot);
        Thread.sleep(limits.reboot().toMillis());
        throw new IOException(
                "the device did not restart within " + limits.reboot().toSeconds() + " s");
    }

    private StepResult verifyReboot(JournalEntry entry, UpdateFlow flow) throws IOException, InterruptedException {
        if (entry.needsReboot()) {
            orError(entry, "Reboot_Error", () -> payload.perform(PayloadAction.VERIFY_REBOOT, entry));
        }
        JournalEntry seen = entry.needsReboot() ? entry.with(RebootedIntoUpdate.YES) : entry;
        try {
            orError(seen, "Reboot_Error", () -> proveHealth(seen));
        } catch (IOException e) {
            return flow.failed(seen, e);
        }
        boolean ask = seen.standalone() && !seen.agreed() && (seen.canRollBack() || seen.needsReboot());
        return new StepResult(ask ? TransitionEvent.ASK : TransitionEvent.DONE, seen);
    }

    private void proveHealth(JournalEntry entry) throws IOException, InterruptedException {
        // Without a way back, a complaint could only make things worse.
        Optional<String> complaint = entry.canRollBack() ? health.complaint() : Optional.empty();
        if (complaint.isPresent()) {
            throw new IOException("the new system is not healthy: " + complaint.get());
        }
        if (entry.needsReboot()) {
            scripts.run(entry, "Reboot_Leave");
        }
    }

    private StepResult commit(JournalEntry entry, UpdateFlow flow) throws IOException, InterruptedException {
        orError(entry, "Commit_Error", () -> {
            scripts.run(entry, "Commit_Enter");
            payload.perform(PayloadAction.COMMIT, entry);
        });
        return new StepResult(TransitionEvent.DONE, entry);
    }

    private StepResult committed(JournalEntry entry, UpdateFlow flow) throws IOException, InterruptedException {
        orError(entry, "Commit_Error", () -> scripts.run(entry, "Commit_Leave"));
        String name = entry.pending().map(known -> known.artifactName()).orElse("");
        return new StepResult(
                TransitionEvent.DONE,
                entry.ending(Outcome.SUCCESS, "artifact '" + name + "' is installed and permanent"));
    }

    private StepResult rollback(JournalEntry entry, UpdateFlow flow) throws IOException, InterruptedException {
        scripts.runRegardless(entry, "Rollback_Enter");
        payload.perform(PayloadAction.ROLLBACK, entry);
        scripts.runRegardless(entry, "Rollback_Leave");
        return new StepResult(newContentRuns(entry) ? TransitionEvent.RESTART : TransitionEvent.DONE, entry);
    }

    private boolean newContentRuns(JournalEntry entry) throws InterruptedException {
        if (!entry.needsReboot() || entry.rebooted() == RebootedIntoUpdate.NO) {
            return false;
        }
        if (entry.rebooted() == RebootedIntoUpdate.YES) {
            return true;
        }
        try {
            payload.perform(PayloadAction.VERIFY_ROLLBACK_REBOOT, entry);
            return false;
        } catch (IOException e) {
            log.info("a restart is needed to get back to the old system: " + e.getMessage());
            return true;
        }
    }

    private StepResult rollbackReboot(JournalEntry entry, UpdateFlow flow) throws IOException, InterruptedException {
        scripts.runRegardless(entry, "RollbackReboot_Enter");
        restart();
        throw new IllegalStateException("a restart either ends this process or fails");
    }

    private StepResult verifyRollbackReboot(JournalEntry entry, UpdateFlow flow)
            throws IOException, InterruptedException {
        payload.perform(PayloadAction.VERIFY_ROLLBACK_REBOOT, entry);
        scripts.runRegardless(entry, "RollbackReboot_Leave");
        return new StepResult(TransitionEvent.DONE, entry);
    }

    private StepResult failure(JournalEntry entry, UpdateFlow flow) throws InterruptedException {
        scripts.runRegardless(entry, "Failure_Enter");
        performRegardless(PayloadAction.FAILURE, entry);
        scripts.runRegardless(entry, "Failure_Leave");
        return new StepResult(TransitionEvent.DONE, entry);
    }

    private StepResult cleanup(JournalEntry entry, UpdateFlow flow) throws InterruptedException {
        performRegardless(PayloadAction.CLEANUP, entry);
        try {
            workspace.clear();
        } catch (IOException e) {
            log.warning("leftovers of the update can't be removed: " + e.getMessage());
        }
        return new StepResult(TransitionEvent.DONE, entry);
    }

    private StepResult report(JournalEntry entry, UpdateFlow flow) throws InterruptedException {
        if (!entry.standalone()) {
            flow.refusal(Phase.REPORT, entry).ifPresent(why -> log.warning("the report: " + why));
        }
        return new StepResult(TransitionEvent.DONE, entry);
    }

    private void performRegardless(PayloadAction action, JournalEntry entry) throws InterruptedException {
        try {
            payload.perform(action, entry);
        } catch (IOException e) {
            log.warning(action + ": " + e.getMessage());
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Runs the Error scripts of a state if something in it fails. */
    private void orError(JournalEntry entry, String point, Work work) throws IOException, InterruptedException {
        try {
            work.run();
        } catch (IOException e) {
            if (!stop.stopping()) {
                scripts.runRegardless(entry, point);
            }
            throw e;
        }
    }
}
