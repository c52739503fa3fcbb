// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.payload.PayloadAction;
import io.flipside.device.update.Phase;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.io.IOException;

/**
 * Maps each phase to the step that does its work. The steps of CLEANUP and REPORT are here. The switch names every
 * phase: a new one does not compile without its step.
 */
final class PhaseSteps {
    private final UpdateStep download;
    private final InstallSteps install;
    private final RollbackSteps rollback;
    private final PayloadHandlerInvoker payloads;
    private final UpdateWorkDirectory workDirectory;
    private final Report report;
    private final UpdateLog log;

    /** Tells whoever asked for the update how it has ended. */
    interface Report {
        /** Returns once that is done. */
        void tell(JournalEntry entry) throws InterruptedException;
    }

    PhaseSteps(
            UpdateStep download,
            InstallSteps install,
            RollbackSteps rollback,
            PayloadHandlerInvoker payloads,
            UpdateWorkDirectory workDirectory,
            Report report,
            UpdateLog log) {
        this.download = download;
        this.install = install;
        this.rollback = rollback;
        this.payloads = payloads;
        this.workDirectory = workDirectory;
        this.report = report;
        this.log = log;
    }

    UpdateStep of(Phase phase) {
        return switch (phase) {
            case DOWNLOAD -> download;
            case INSTALL -> install::install;
            case REBOOT -> install::reboot;
            case VERIFY_REBOOT -> install::verifyReboot;
            case COMMIT -> install::commit;
            case COMMITTED -> install::committed;
            case ROLLBACK -> rollback::rollback;
            case ROLLBACK_REBOOT -> rollback::rollbackReboot;
            case VERIFY_ROLLBACK_REBOOT -> rollback::verifyRollbackReboot;
            case FAILURE -> rollback::failure;
            case CLEANUP -> this::cleanup;
            case REPORT -> this::report;
            case IDLE, AWAIT_COMMIT -> entry -> {
                throw new IllegalStateException("nothing is to be done in " + phase);
            };
        };
    }

    private StepResult cleanup(JournalEntry entry) throws InterruptedException {
        payloads.performRegardless(PayloadAction.CLEANUP, entry);
        try {
            workDirectory.clear();
        } catch (IOException e) {
            log.warning("leftovers of the update can't be removed: " + e.getMessage());
        }
        return new StepResult(TransitionEvent.DONE, entry);
    }

    private StepResult report(JournalEntry entry) throws InterruptedException {
        report.tell(entry);
        return new StepResult(TransitionEvent.DONE, entry);
    }
}
