// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.payload.PayloadAction;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.PendingArtifact;
import io.flipside.device.updateengine.internal.journal.RebootedIntoUpdate;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.io.IOException;
import java.util.Optional;

/** Implements the steps of the phases from INSTALL to COMMITTED. */
final class InstallSteps {
    private final PayloadHandlerInvoker payloads;
    private final PhaseScripts scripts;
    private final PreCommitHealthChecks health;
    private final ConfigurationFaults faults;
    private final DeviceReboot device;
    private final CurrentUpdate update;
    private final UpdateLog log;

    InstallSteps(
            PayloadHandlerInvoker payloads,
            PhaseScripts scripts,
            PreCommitHealthChecks health,
            ConfigurationFaults faults,
            DeviceReboot device,
            CurrentUpdate update,
            UpdateLog log) {
        this.payloads = payloads;
        this.scripts = scripts;
        this.health = health;
        this.faults = faults;
        this.device = device;
        this.update = update;
        this.log = log;
    }

    StepResult install(JournalEntry entry) throws IOException, InterruptedException {
        Optional<String> fault = faults.reason();
        if (fault.isPresent()) {
            throw new IOException("nothing is installed, because " + fault.get());
        }
        scripts.orError(entry, "Install_Error", () -> {
            scripts.run(entry, "Install_Enter");
            payloads.perform(PayloadAction.INSTALL, entry);
            scripts.run(entry, "Install_Leave");
        });
        JournalEntry asked = payloads.askReboot(entry);
        // An operator is told whether there is a way back before he has to decide.
        JournalEntry known = asked.standalone() ? payloads.askRollback(asked) : asked;
        return new StepResult(known.needsReboot() ? TransitionEvent.REBOOT : TransitionEvent.DONE, known);
    }

    /** Only in managed mode: in standalone mode the flow waits here. */
    StepResult reboot(JournalEntry entry) throws IOException, InterruptedException {
        scripts.orError(entry, "Reboot_Error", () -> {
            scripts.run(entry, "Reboot_Enter");
            if (payloads.rebootThemselves(PayloadAction.REBOOT, entry)) {
                device.reboot();
            }
        });
        // What rebooted by itself may run the new content, or not.
        return new StepResult(TransitionEvent.DONE, entry.with(RebootedIntoUpdate.MAYBE));
    }

    StepResult verifyReboot(JournalEntry entry) throws IOException, InterruptedException {
        JournalEntry seen = entry;
        if (entry.needsReboot()) {
            scripts.orError(entry, "Reboot_Error", () -> payloads.perform(PayloadAction.VERIFY_REBOOT, entry));
            seen = update.record(entry.with(RebootedIntoUpdate.YES));
        }
        JournalEntry verified = seen;
        scripts.orError(verified, "Reboot_Error", () -> {
            proveHealth(verified);
            if (verified.needsReboot()) {
                scripts.run(verified, "Reboot_Leave");
            }
        });
        JournalEntry known = update.entry();
        boolean ask = known.standalone() && !known.agreed() && (!known.rollbackRuledOut() || known.needsReboot());
        return new StepResult(ask ? TransitionEvent.ASK : TransitionEvent.DONE, known);
    }

    /** Without a way back, a complaint could only make things worse: it is logged, and the update goes on. */
    private void proveHealth(JournalEntry entry) throws IOException, InterruptedException {
        Optional<String> complaint = complaint();
        if (complaint.isEmpty()) {
            return;
        }
        JournalEntry asked = update.record(payloads.askRollback(entry));
        if (asked.rollbackRuledOut()) {
            log.warning("not healthy, but there is no way back: " + complaint.get());
            return;
        }
        Optional<String> last = health.awaitHealthy(complaint.get(), this::complaint);
        if (last.isPresent()) {
            throw new IOException("the new system is not healthy: " + last.get());
        }
    }

    private Optional<String> complaint() throws InterruptedException {
        Optional<String> fault = faults.reason();
        return fault.isPresent() ? fault : health.complaint();
    }

    StepResult commit(JournalEntry entry) throws IOException, InterruptedException {
        scripts.orError(entry, "Commit_Error", () -> {
            scripts.run(entry, "Commit_Enter");
            payloads.perform(PayloadAction.COMMIT, entry);
        });
        return new StepResult(TransitionEvent.DONE, entry);
    }

    StepResult committed(JournalEntry entry) throws IOException, InterruptedException {
        scripts.orError(entry, "Commit_Error", () -> scripts.run(entry, "Commit_Leave"));
        String name = entry.pending().map(PendingArtifact::name).orElse("");
        return new StepResult(
                TransitionEvent.DONE,
                entry.ending(Outcome.SUCCESS, "artifact '" + name + "' is installed and committed"));
    }
}
