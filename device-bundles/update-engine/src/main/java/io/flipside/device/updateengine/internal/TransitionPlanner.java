// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.RebootedIntoUpdate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads the tables with what the journal knows: which entry comes next. No side effects. */
final class TransitionPlanner {
    /** More entries than any update has that gets anywhere; the longest good way has some 20. */
    static final int MAX_WRITES = 50;

    /** Entries that remain for cleaning up and reporting after that. */
    private static final int GRACE = 10;

    /** Where there is something to undo, and only a commit may follow. */
    private static final Set<Phase> REVERSIBLE = EnumSet.range(Phase.INSTALL, Phase.COMMIT);

    private static final Set<Phase> COMMITTABLE = EnumSet.range(Phase.REBOOT, Phase.COMMIT);
    private static final Set<Phase> UNDOING = EnumSet.range(Phase.ROLLBACK, Phase.VERIFY_ROLLBACK_REBOOT);

    /** Where a standalone update waits, in the process that brought it there. */
    private static final Set<Phase> WAITING = EnumSet.of(Phase.REBOOT, Phase.AWAIT_COMMIT, Phase.ROLLBACK_REBOOT);

    private final String process;
    private final boolean managed;
    private final int downloadAttempts;

    /** Managed updates are left alone unless this process is there for them. */
    TransitionPlanner(String process, boolean managed, int downloadAttempts) {
        this.process = process;
        this.managed = managed;
        this.downloadAttempts = downloadAttempts;
    }

    /** The first entry of an update. */
    JournalEntry begin(UpdateRequest request) {
        return JournalEntry.begin(request, process)
                .entering(TransitionTable.next(Phase.IDLE, TransitionEvent.DONE), process);
    }

    /** The same entry with what the step has found out. */
    JournalEntry again(JournalEntry entry) {
        return entering(entry, entry.phase());
    }

    /** Whether this process wrote the entry; if not, it is to be taken over. */
    boolean own(JournalEntry entry) {
        return entry.writtenBy(process);
    }

    /** The entry after a step. */
    JournalEntry after(JournalEntry entry, TransitionEvent event) {
        return entering(entry, TransitionTable.next(entry.phase(), event));
    }

    /** The entry with which this process takes over from one that was cut off. */
    JournalEntry afterCutOff(JournalEntry entry) {
        Phase phase = entry.phase();
        if (phase == Phase.DOWNLOAD) {
            return entry.attempts() < downloadAttempts
                    ? entering(entry.withAnotherAttempt(), TransitionTable.afterCutOff(phase))
                    : failing(entry, "the download was cut off " + entry.attempts() + " times");
        }
        JournalEntry known = unsureOfRestart(entry);
        return phase == Phase.INSTALL
                ? failing(known, "the installation was cut off")
                : entering(known, TransitionTable.afterCutOff(phase));
    }

    /** The entry after a person's word; empty if the flow does not wait for that. */
    Optional<JournalEntry> after(JournalEntry entry, OperatorDecision decision) {
        if (!waiting(entry)) {
            return Optional.empty();
        }
        boolean here = own(entry);
        return switch (decision) {
            case RESUME -> here ? Optional.empty() : Optional.of(afterCutOff(entry));
            case COMMIT -> here ? commit(entry) : commitAfterRestart(entry);
            case ROLLBACK -> rollback(here ? entry : unsureOfRestart(entry));
        };
    }

    private Optional<JournalEntry> commit(JournalEntry entry) {
        return entry.phase() == Phase.AWAIT_COMMIT ? Optional.of(after(entry, TransitionEvent.DONE)) : Optional.empty();
    }

    private Optional<JournalEntry> commitAfterRestart(JournalEntry entry) {
        return COMMITTABLE.contains(entry.phase()) ? Optional.of(afterCutOff(entry.withAgreement())) : Optional.empty();
    }

    private Optional<JournalEntry> rollback(JournalEntry entry) {
        Phase phase = entry.phase();
        if (UNDOING.contains(phase)) {
            return own(entry) ? Optional.empty() : Optional.of(afterCutOff(entry));
        }
        boolean possible = phase == Phase.DOWNLOAD || (REVERSIBLE.contains(phase) && entry.canRollBack());
        return possible ? Optional.of(failing(entry, "rolled back because a person said so")) : Optional.empty();
    }

    /** The entry after a failure. */
    JournalEntry failing(JournalEntry entry, String why) {
        StepResult failed = failed(entry, why);
        return after(failed.entry(), failed.event());
    }

    /** A failure, and whether it can be undone. */
    StepResult failed(JournalEntry entry, String why) {
        Phase phase = entry.phase();
        boolean undoable = REVERSIBLE.contains(phase)
                ? entry.canRollBack()
                : TransitionTable.next(phase, TransitionEvent.BACK)
                        != TransitionTable.next(phase, TransitionEvent.STUCK);
        return undoable
                ? new StepResult(TransitionEvent.BACK, entry.ending(Outcome.FAILURE, why))
                : new StepResult(TransitionEvent.STUCK, entry.inconsistent(why));
    }

    /** Whether there is something to be done now, and by this process. */
    boolean due(JournalEntry entry) {
        return entry.active() && !waiting(entry) && (managed || entry.standalone());
    }

    /** Whether the flow does nothing until a person decides. */
    boolean waiting(JournalEntry entry) {
        return entry.active() && entry.standalone() && (!own(entry) || WAITING.contains(entry.phase()));
    }

    private static JournalEntry unsureOfRestart(JournalEntry entry) {
        boolean unsure = entry.needsReboot() && (REVERSIBLE.contains(entry.phase()) || entry.phase() == Phase.ROLLBACK);
        return unsure ? entry.with(RebootedIntoUpdate.MAYBE) : entry;
    }

    /** Ends what goes round in circles. */
    private JournalEntry entering(JournalEntry entry, Phase next) {
        boolean ending = next.compareTo(Phase.CLEANUP) >= 0 || next == Phase.IDLE;
        if (entry.writes() < MAX_WRITES || (ending && entry.writes() < MAX_WRITES + GRACE)) {
            return entry.entering(next, process);
        }
        String circles = "given up in " + entry.phase() + " after " + entry.writes() + " steps";
        if (ending) {
            return entry.entering(Phase.IDLE, process);
        }
        JournalEntry givenUp =
                entry.phase() == Phase.DOWNLOAD ? entry.ending(Outcome.FAILURE, circles) : entry.inconsistent(circles);
        return givenUp.entering(Phase.CLEANUP, process);
    }
}
