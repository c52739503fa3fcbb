// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.payload.PayloadAction;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.io.IOException;

/**
 * Holds the steps to which the {@link TransitionTable} refers. Those of CLEANUP and REPORT are implemented here.
 */
final class PhaseSteps {
    /** The step of phases in which the flow only waits: it is never run. */
    final UpdateStep nothing = entry -> {
        throw new IllegalStateException("nothing is to be done in " + entry.phase());
    };

    final UpdateStep download;
    final InstallSteps install;
    final RollbackSteps rollback;
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

    StepResult cleanup(JournalEntry entry) throws InterruptedException {
        payloads.performRegardless(PayloadAction.CLEANUP, entry);
        try {
            workDirectory.clear();
        } catch (IOException e) {
            log.warning("leftovers of the update can't be removed: " + e.getMessage());
        }
        return new StepResult(TransitionEvent.DONE, entry);
    }

    StepResult report(JournalEntry entry) throws InterruptedException {
        report.tell(entry);
        return new StepResult(TransitionEvent.DONE, entry);
    }
}
