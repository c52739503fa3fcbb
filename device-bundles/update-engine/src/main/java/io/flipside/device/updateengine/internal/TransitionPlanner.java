// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.RebootedIntoUpdate;
import java.util.Locale;
import java.util.Optional;

/**
 * Plans the next journal entry from the present one and the transition table; has no side effects. What a payload was not
 * asked yet counts as possible: the step that depends on it asks.
 */
final class TransitionPlanner {
    /** More entries than any update has that gets anywhere; the longest good way has some 20. */
    static final int MAX_WRITES = 50;

    /** Entries that remain for cleaning up and reporting after that. */
    private static final int GRACE = 10;

    private final String process;
    private final boolean managed;
    private final int downloadAttempts;

    /** Managed updates are left alone unless this process is there for them. */
    TransitionPlanner(String process, boolean managed, int downloadAttempts) {
        this.process = process;
        this.managed = managed;
        this.downloadAttempts = downloadAttempts;
    }

    /** Plans the first entry of an update. */
    JournalEntry begin(UpdateRequest request) {
        return JournalEntry.begin(request, process)
                .entering(TransitionTable.next(Phase.IDLE, TransitionEvent.DONE), process);
    }

    /** Plans the same entry again with what the step has found out. */
    JournalEntry again(JournalEntry entry) {
        return entering(entry, entry.phase());
    }

    /** Returns whether this process wrote the entry; if not, it is to be taken over. */
    boolean own(JournalEntry entry) {
        return entry.writtenBy(process);
    }

    /** Plans the entry after a step. */
    JournalEntry after(JournalEntry entry, TransitionEvent event) {
        return entering(entry, TransitionTable.next(entry.phase(), event));
    }

    /** Plans the entry with which this process takes over from one that was cut off. */
    JournalEntry afterCutOff(JournalEntry entry) {
        Phase phase = entry.phase();
        if (TransitionTable.is(PhaseProperty.TRIED_AGAIN, phase)) {
            return entry.attempts() < downloadAttempts
                    ? entering(entry.withAnotherAttempt(), TransitionTable.afterCutOff(phase))
                    : failing(entry, cutOff(phase) + " " + entry.attempts() + " times");
        }
        JournalEntry known = unsureOfReboot(entry);
        return TransitionTable.is(PhaseProperty.FAILS_WHEN_CUT_OFF, phase)
                ? failing(known, cutOff(phase))
                : entering(known, TransitionTable.afterCutOff(phase));
    }

    private static String cutOff(Phase phase) {
        return "the " + phase.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " was cut off";
    }

    /** Plans the entry after an operator's decision; empty if the flow does not wait for that. */
    Optional<JournalEntry> after(JournalEntry entry, OperatorDecision decision) {
        if (!waiting(entry)) {
            return Optional.empty();
        }
        boolean here = own(entry);
        return switch (decision) {
            case RESUME -> here ? Optional.empty() : Optional.of(afterCutOff(entry));
            case COMMIT -> here ? commit(entry) : commitAfterReboot(entry);
            case ROLLBACK -> rollback(here ? entry : unsureOfReboot(entry));
        };
    }

    private Optional<JournalEntry> commit(JournalEntry entry) {
        // A phase that waits for the operator after the reboot, to be left by the commit.
        boolean leadsToCommit = TransitionTable.next(entry.phase(), TransitionEvent.DONE) == Phase.COMMIT;
        return leadsToCommit ? Optional.of(after(entry, TransitionEvent.DONE)) : Optional.empty();
    }

    private Optional<JournalEntry> commitAfterReboot(JournalEntry entry) {
        return TransitionTable.is(PhaseProperty.COMMITTABLE, entry.phase())
                ? Optional.of(afterCutOff(entry.withAgreement()))
                : Optional.empty();
    }

    private Optional<JournalEntry> rollback(JournalEntry entry) {
        Phase phase = entry.phase();
        if (TransitionTable.is(PhaseProperty.UNDOING, phase)) {
            return own(entry) ? Optional.empty() : Optional.of(afterCutOff(entry));
        }
        boolean possible = TransitionTable.is(PhaseProperty.NOTHING_INSTALLED, phase)
                || (TransitionTable.is(PhaseProperty.REVERSIBLE, phase) && !entry.rollbackRuledOut());
        return possible ? Optional.of(failing(entry, "rolled back because the operator said so")) : Optional.empty();
    }

    /** Plans the entry after a failure. */
    JournalEntry failing(JournalEntry entry, String why) {
        StepResult failed = failed(entry, why);
        return after(failed.entry(), failed.event());
    }

    /** Says how a failed step ends: undone, or stuck. */
    StepResult failed(JournalEntry entry, String why) {
        Phase phase = entry.phase();
        boolean undoable = TransitionTable.is(PhaseProperty.REVERSIBLE, phase)
                ? !entry.rollbackRuledOut()
                : TransitionTable.next(phase, TransitionEvent.BACK)
                        != TransitionTable.next(phase, TransitionEvent.STUCK);
        return undoable
                ? new StepResult(TransitionEvent.BACK, entry.ending(Outcome.FAILURE, why))
                : new StepResult(TransitionEvent.STUCK, entry.inconsistent(why));
    }

    /** Returns whether there is something to be done now, and by this process. */
    boolean due(JournalEntry entry) {
        return entry.active() && !waiting(entry) && (managed || entry.standalone());
    }

    /** Returns whether the flow does nothing until an operator decides. */
    boolean waiting(JournalEntry entry) {
        return entry.active()
                && entry.standalone()
                && (!own(entry) || TransitionTable.is(PhaseProperty.AWAITS_OPERATOR, entry.phase()));
    }

    private static JournalEntry unsureOfReboot(JournalEntry entry) {
        boolean active = TransitionTable.is(PhaseProperty.REVERSIBLE, entry.phase()) || entry.phase() == Phase.ROLLBACK;
        boolean unsure = active && entry.mayNeedReboot();
        return unsure ? entry.with(RebootedIntoUpdate.MAYBE) : entry;
    }

    /** Plans to enter a phase, unless the update goes round in a loop: that one is given up. */
    private JournalEntry entering(JournalEntry entry, Phase next) {
        boolean ending = TransitionTable.is(PhaseProperty.ENDING, next);
        if (entry.writes() < MAX_WRITES || (ending && entry.writes() < MAX_WRITES + GRACE)) {
            return entry.entering(next, process);
        }
        String circles = "given up in " + entry.phase() + " after " + entry.writes() + " steps";
        if (ending) {
            return entry.entering(Phase.IDLE, process);
        }
        JournalEntry givenUp = TransitionTable.is(PhaseProperty.NOTHING_INSTALLED, entry.phase())
                ? entry.ending(Outcome.FAILURE, circles)
                : entry.inconsistent(circles);
        return givenUp.entering(Phase.CLEANUP, process);
    }
}
