// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.payload.PayloadAction;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.RebootedIntoUpdate;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.io.IOException;

/** Implements the steps of the phases from ROLLBACK to FAILURE. */
final class RollbackSteps {
    private final PayloadHandlerInvoker payloads;
    private final PhaseScripts scripts;
    private final DeviceReboot device;
    private final CurrentUpdate update;
    private final UpdateLog log;

    RollbackSteps(
            PayloadHandlerInvoker payloads,
            PhaseScripts scripts,
            DeviceReboot device,
            CurrentUpdate update,
            UpdateLog log) {
        this.payloads = payloads;
        this.scripts = scripts;
        this.device = device;
        this.update = update;
        this.log = log;
    }

    StepResult rollback(JournalEntry entry) throws IOException, InterruptedException {
        JournalEntry asked = asked(entry);
        if (asked.rollbackRuledOut()) {
            return new StepResult(
                    TransitionEvent.STUCK, asked.inconsistent("the payload can't undo what was installed"));
        }
        scripts.runRegardless(asked, "Rollback_Enter");
        payloads.perform(PayloadAction.ROLLBACK, asked);
        scripts.runRegardless(asked, "Rollback_Leave");
        return new StepResult(newContentRuns(asked) ? TransitionEvent.REBOOT : TransitionEvent.DONE, asked);
    }

    /** Asks what must be known to go back, and journals the answers. */
    private JournalEntry asked(JournalEntry entry) throws IOException, InterruptedException {
        JournalEntry asked = payloads.askRollback(entry);
        if (asked.rebooted() == RebootedIntoUpdate.MAYBE && asked.mayNeedReboot() && !asked.needsReboot()) {
            asked = askedReboot(asked);
        }
        return asked.equals(entry) ? entry : update.record(asked);
    }

    /** Who can't say it may need one: then a look at what runs decides. */
    private JournalEntry askedReboot(JournalEntry entry) throws InterruptedException {
        try {
            return payloads.askReboot(entry);
        } catch (IOException e) {
            log.warning("whether the payload needs a reboot can't be found out: " + e.getMessage());
            return entry;
        }
    }

    private boolean newContentRuns(JournalEntry entry) throws InterruptedException {
        if (!entry.mayNeedReboot()) {
            return false;
        }
        return switch (entry.rebooted()) {
            case NO -> false;
            case YES -> true;
            case MAYBE -> !oldContentRuns(entry);
        };
    }

    private boolean oldContentRuns(JournalEntry entry) throws InterruptedException {
        try {
            payloads.perform(PayloadAction.VERIFY_ROLLBACK_REBOOT, entry);
            return true;
        } catch (IOException e) {
            log.info("a reboot is needed to get back to the old system: " + e.getMessage());
            return false;
        }
    }

    StepResult rollbackReboot(JournalEntry entry) throws IOException, InterruptedException {
        scripts.runRegardless(entry, "RollbackReboot_Enter");
        if (payloads.rebootThemselves(PayloadAction.ROLLBACK_REBOOT, entry)) {
            device.reboot();
        }
        return new StepResult(TransitionEvent.DONE, entry);
    }

    StepResult verifyRollbackReboot(JournalEntry entry) throws IOException, InterruptedException {
        payloads.perform(PayloadAction.VERIFY_ROLLBACK_REBOOT, entry);
        scripts.runRegardless(entry, "RollbackReboot_Leave");
        return new StepResult(TransitionEvent.DONE, entry);
    }

    StepResult failure(JournalEntry entry) throws InterruptedException {
        scripts.runRegardless(entry, "Failure_Enter");
        payloads.performRegardless(PayloadAction.FAILURE, entry);
        scripts.runRegardless(entry, "Failure_Leave");
        return new StepResult(TransitionEvent.DONE, entry);
    }
}
