// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.artifact.model.ProvidesRules;
import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Runs the steps of an update in the order of the transition table, and journals each step before it begins. Only the
 * flow's thread calls {@link #step}.
 */
final class UpdateFlow {
    private final CurrentUpdate update;
    private final InstalledIdentity installedProvides;
    private final TransitionPlanner planner;
    private final UpdateApprovers approvers;
    private final Function<Phase, UpdateStep> steps;
    private final GracefulStop stop;
    private final UpdateLog log;

    UpdateFlow(
            CurrentUpdate update,
            InstalledIdentity installedProvides,
            TransitionPlanner planner,
            UpdateApprovers approvers,
            Function<Phase, UpdateStep> steps,
            GracefulStop stop,
            UpdateLog log) {
        this.update = update;
        this.installedProvides = installedProvides;
        this.planner = planner;
        this.approvers = approvers;
        this.steps = steps;
        this.stop = stop;
        this.log = log;
    }

    /** See {@link io.flipside.device.update.UpdateEngine#start}. */
    boolean start(UpdateRequest request) throws IOException, InterruptedException {
        return tell(begin(request));
    }

    private synchronized Optional<JournalEntry> begin(UpdateRequest request) throws IOException, InterruptedException {
        update.load();
        if (update.last().filter(JournalEntry::active).isPresent()) {
            return Optional.empty();
        }
        JournalEntry first = planner.begin(request);
        update.begin(first, installedProvides);
        log.clear();
        // A link is signed in its query, and whoever has it can download: that stays out of logs.
        log.info("update " + request.id() + ": " + request.location().toString().replaceFirst("\\?.*", "?..."));
        return Optional.of(first);
    }

    /** See {@link io.flipside.device.update.UpdateEngine#decide}. */
    boolean decide(OperatorDecision decision) throws IOException, InterruptedException {
        return tell(decided(decision));
    }

    private synchronized Optional<JournalEntry> decided(OperatorDecision decision)
            throws IOException, InterruptedException {
        update.load();
        Optional<JournalEntry> next = update.last().flatMap(now -> planner.after(now, decision));
        if (next.isPresent()) {
            log.info("decided: " + decision);
            update.change(next.get());
        }
        return next;
    }

    private boolean tell(Optional<JournalEntry> change) {
        change.ifPresent(update::tell);
        return change.isPresent();
    }

    /** Takes the next step, if there is one to be taken now. */
    boolean step() throws IOException, InterruptedException {
        Optional<JournalEntry> due = due();
        if (due.isEmpty()) {
            return false;
        }
        JournalEntry now = due.get();
        if (planner.own(now)) {
            enter(result(now));
        } else {
            log.info("cut off in " + now.phase() + "; going on");
            update.enter(planner.afterCutOff(now), Optional.empty());
        }
        return true;
    }

    private synchronized Optional<JournalEntry> due() throws IOException, InterruptedException {
        update.load();
        return update.due() ? Optional.of(update.entry()) : Optional.empty();
    }

    private void enter(StepResult result) throws IOException, InterruptedException {
        JournalEntry next = approved(result);
        update.enter(next, provides(result.entry(), next));
    }

    private StepResult result(JournalEntry now) throws InterruptedException {
        try {
            requireApproval(now);
            return steps.apply(now.phase()).run(now);
        } catch (IOException e) {
            return failed(update.entry(), e);
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            // The outermost edge of a step: whatever broke it, the update must find its way back.
            return broken(e);
        }
    }

    /** Lets the update fail that broke down in its step with an error; there may be none. */
    void breakDown(Error e) throws IOException, InterruptedException {
        if (due().isPresent()) {
            enter(broken(e));
        }
    }

    private StepResult broken(Throwable e) throws InterruptedException {
        return failed(update.entry(), new IOException("internal error: " + e, e));
    }

    private void requireApproval(JournalEntry now) throws IOException, InterruptedException {
        Optional<ApprovalPoint> point = TransitionTable.approvalAtBegin(now.phase());
        if (point.isPresent() && !now.standalone()) {
            Optional<String> objection = approvers.objection(point.get(), update.status(now));
            if (objection.isPresent()) {
                throw new IOException(objection.get());
            }
        }
    }

    /** A failure, unless it comes from being stopped: then the step is done again by the next engine. */
    private StepResult failed(JournalEntry now, IOException why) throws InterruptedException {
        if (stop.stopping()) {
            throw new InterruptedException("stopped in " + now.phase());
        }
        String message = String.valueOf(why.getMessage());
        log.error(now.phase() + " failed: " + message);
        return planner.failed(now, message);
    }

    /** Plans the entry after a step, unless an approver has something against it. */
    private JournalEntry approved(StepResult result) throws InterruptedException {
        JournalEntry next = planner.after(result.entry(), result.event());
        Optional<ApprovalPoint> point = TransitionTable.approvalBeforeEntry(next.phase());
        if (point.isEmpty() || next.standalone()) {
            return next;
        }
        Optional<String> objection = approvers.objection(point.get(), update.status(result.entry()));
        if (objection.isEmpty()) {
            return next;
        }
        log.error("not allowed to enter " + next.phase() + ": " + objection.get());
        return planner.failing(result.entry(), objection.get());
    }

    /** Computes what the device provides from the next entry on, if that changes. */
    private Optional<SortedMap<String, String>> provides(JournalEntry now, JournalEntry next)
            throws InterruptedException {
        boolean inconsistent = next.phase() == Phase.CLEANUP
                && next.result()
                        .filter(end -> end.outcome() == Outcome.INCONSISTENT)
                        .isPresent();
        boolean installed = TransitionTable.is(PhaseProperty.INSTALLED, next.phase());
        if (now.pending().isEmpty() || (!installed && !inconsistent)) {
            return Optional.empty();
        }
        SortedMap<String, String> provides = update.providesWith(now.pending().get());
        return Optional.of(inconsistent ? ProvidesRules.inconsistent(provides) : provides);
    }
}
