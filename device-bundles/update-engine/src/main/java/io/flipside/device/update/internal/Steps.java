// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import io.flipside.device.boot.SystemReboot;
import io.flipside.device.payload.Action;
import io.flipside.device.service.Awaited;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateStatus.Verdict;
import io.flipside.device.update.internal.journal.Halt;
import io.flipside.device.update.internal.journal.Journal;
import io.flipside.device.update.internal.journal.Restarted;
import io.flipside.device.update.internal.journal.UpdateLog;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What is done in the phases after the download. */
final class Steps {
    private final Payload payload;
    private final FlowScripts scripts;
    private final HealthWatch health;
    private final Awaited<SystemReboot> reboot;
    private final Workspace workspace;
    private final Settings.Limits limits;
    private final Halt halt;
    private final UpdateLog log;

    Steps(
            Payload payload,
            FlowScripts scripts,
            HealthWatch health,
            Awaited<SystemReboot> reboot,
            Workspace workspace,
            Settings.Limits limits,
            Halt halt,
            UpdateLog log) {
        this.payload = payload;
        this.scripts = scripts;
        this.health = health;
        this.reboot = reboot;
        this.workspace = workspace;
        this.limits = limits;
        this.halt = halt;
        this.log = log;
    }

    Map<Phase, Step> all(Step download) {
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

    private Step.Outcome install(Journal journal, Flow flow) throws IOException, InterruptedException {
        orError(journal, "Install_Error", () -> {
            scripts.run(journal, "Install_Enter");
            payload.perform(Action.INSTALL, journal);
            scripts.run(journal, "Install_Leave");
        });
        return new Step.Outcome(journal.needsReboot() ? Event.RESTART : Event.DONE, journal);
    }

    /** Only in managed mode: in standalone mode the flow waits here. */
    private Step.Outcome reboot(Journal journal, Flow flow) throws IOException, InterruptedException {
        orError(journal, "Reboot_Error", () -> {
            scripts.run(journal, "Reboot_Enter");
            restart();
        });
        throw new IllegalStateException("a restart either ends this process or fails");
    }

    private void restart() throws IOException, InterruptedException {
        SystemReboot system = reboot.await(limits.service())
                .orElseThrow(() -> new IOException("nothing here can restart the device; configure 'reboot.command'"));
        log.info("restarting the device");
        halt.critically(system::reboot);
        Thread.sleep(limits.reboot().toMillis());
        throw new IOException(
                "the device did not restart within " + limits.reboot().toSeconds() + " s");
    }

    private Step.Outcome verifyReboot(Journal journal, Flow flow) throws IOException, InterruptedException {
        if (journal.needsReboot()) {
            orError(journal, "Reboot_Error", () -> payload.perform(Action.VERIFY_REBOOT, journal));
        }
        Journal seen = journal.needsReboot() ? journal.with(Restarted.YES) : journal;
        try {
            orError(seen, "Reboot_Error", () -> proveHealth(seen));
        } catch (IOException e) {
            return flow.failed(seen, e);
        }
        boolean ask = seen.standalone() && !seen.agreed() && (seen.canRollBack() || seen.needsReboot());
        return new Step.Outcome(ask ? Event.ASK : Event.DONE, seen);
    }

    private void proveHealth(Journal journal) throws IOException, InterruptedException {
        // Without a way back, a complaint could only make things worse.
        Optional<String> complaint = journal.canRollBack() ? health.complaint() : Optional.empty();
        if (complaint.isPresent()) {
            throw new IOException("the new system is not healthy: " + complaint.get());
        }
        if (journal.needsReboot()) {
            scripts.run(journal, "Reboot_Leave");
        }
    }

    private Step.Outcome commit(Journal journal, Flow flow) throws IOException, InterruptedException {
        orError(journal, "Commit_Error", () -> {
            scripts.run(journal, "Commit_Enter");
            payload.perform(Action.COMMIT, journal);
        });
        return new Step.Outcome(Event.DONE, journal);
    }

    private Step.Outcome committed(Journal journal, Flow flow) throws IOException, InterruptedException {
        orError(journal, "Commit_Error", () -> scripts.run(journal, "Commit_Leave"));
        String name = journal.candidate().map(known -> known.artifactName()).orElse("");
        return new Step.Outcome(
                Event.DONE, journal.ending(Verdict.SUCCESS, "artifact '" + name + "' is installed and permanent"));
    }

    private Step.Outcome rollback(Journal journal, Flow flow) throws IOException, InterruptedException {
        scripts.runRegardless(journal, "Rollback_Enter");
        payload.perform(Action.ROLLBACK, journal);
        scripts.runRegardless(journal, "Rollback_Leave");
        return new Step.Outcome(newContentRuns(journal) ? Event.RESTART : Event.DONE, journal);
    }

    private boolean newContentRuns(Journal journal) throws InterruptedException {
        if (!journal.needsReboot() || journal.restarted() == Restarted.NO) {
            return false;
        }
        if (journal.restarted() == Restarted.YES) {
            return true;
        }
        try {
            payload.perform(Action.VERIFY_ROLLBACK_REBOOT, journal);
            return false;
        } catch (IOException e) {
            log.info("a restart is needed to get back to the old system: " + e.getMessage());
            return true;
        }
    }

    private Step.Outcome rollbackReboot(Journal journal, Flow flow) throws IOException, InterruptedException {
        scripts.runRegardless(journal, "RollbackReboot_Enter");
        restart();
        throw new IllegalStateException("a restart either ends this process or fails");
    }

    private Step.Outcome verifyRollbackReboot(Journal journal, Flow flow) throws IOException, InterruptedException {
        payload.perform(Action.VERIFY_ROLLBACK_REBOOT, journal);
        scripts.runRegardless(journal, "RollbackReboot_Leave");
        return new Step.Outcome(Event.DONE, journal);
    }

    private Step.Outcome failure(Journal journal, Flow flow) throws InterruptedException {
        scripts.runRegardless(journal, "Failure_Enter");
        performRegardless(Action.FAILURE, journal);
        scripts.runRegardless(journal, "Failure_Leave");
        return new Step.Outcome(Event.DONE, journal);
    }

    private Step.Outcome cleanup(Journal journal, Flow flow) throws InterruptedException {
        performRegardless(Action.CLEANUP, journal);
        try {
            workspace.clear();
        } catch (IOException e) {
            log.warning("leftovers of the update can't be removed: " + e.getMessage());
        }
        return new Step.Outcome(Event.DONE, journal);
    }

    private Step.Outcome report(Journal journal, Flow flow) throws InterruptedException {
        if (!journal.standalone()) {
            flow.refusal(Phase.REPORT, journal).ifPresent(why -> log.warning("the report: " + why));
        }
        return new Step.Outcome(Event.DONE, journal);
    }

    private void performRegardless(Action action, Journal journal) throws InterruptedException {
        try {
            payload.perform(action, journal);
        } catch (IOException e) {
            log.warning(action + ": " + e.getMessage());
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Runs the Error scripts of a state if something in it fails. */
    private void orError(Journal journal, String point, Work work) throws IOException, InterruptedException {
        try {
            work.run();
        } catch (IOException e) {
            if (!halt.stopping()) {
                scripts.runRegardless(journal, point);
            }
            throw e;
        }
    }
}
