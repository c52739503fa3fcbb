// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import io.flipside.device.update.Decision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus.Verdict;
import io.flipside.device.update.internal.journal.Journal;
import io.flipside.device.update.internal.journal.Restarted;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads the tables with what the journal knows: which entry comes next. No side effects. */
final class Course {
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
    Course(String process, boolean managed, int downloadAttempts) {
        this.process = process;
        this.managed = managed;
        this.downloadAttempts = downloadAttempts;
    }

    /** The first entry of an update. */
    Journal begin(UpdateRequest request) {
        return Journal.begin(request, process).entering(Transitions.next(Phase.IDLE, Event.DONE), process);
    }

    /** The same entry with what the step has found out. */
    Journal again(Journal journal) {
        return entering(journal, journal.phase());
    }

    /** Whether this process wrote the entry; if not, it is to be taken over. */
    boolean own(Journal journal) {
        return journal.writtenBy(process);
    }

    /** The entry after a step. */
    Journal after(Journal journal, Event event) {
        return entering(journal, Transitions.next(journal.phase(), event));
    }

    /** The entry with which this process takes over from one that was cut off. */
    Journal afterCutOff(Journal journal) {
        Phase phase = journal.phase();
        if (phase == Phase.DOWNLOAD) {
            return journal.attempts() < downloadAttempts
                    ? entering(journal.withAnotherAttempt(), Transitions.afterCutOff(phase))
                    : failing(journal, "the download was cut off " + journal.attempts() + " times");
        }
        Journal known = unsureOfRestart(journal);
        return phase == Phase.INSTALL
                ? failing(known, "the installation was cut off")
                : entering(known, Transitions.afterCutOff(phase));
    }

    /** The entry after a person's word; empty if the flow does not wait for that. */
    Optional<Journal> after(Journal journal, Decision decision) {
        if (!waiting(journal)) {
            return Optional.empty();
        }
        boolean here = own(journal);
        return switch (decision) {
            case RESUME -> here ? Optional.empty() : Optional.of(afterCutOff(journal));
            case COMMIT -> here ? commit(journal) : commitAfterRestart(journal);
            case ROLLBACK -> rollback(here ? journal : unsureOfRestart(journal));
        };
    }

    private Optional<Journal> commit(Journal journal) {
        return journal.phase() == Phase.AWAIT_COMMIT ? Optional.of(after(journal, Event.DONE)) : Optional.empty();
    }

    private Optional<Journal> commitAfterRestart(Journal journal) {
        return COMMITTABLE.contains(journal.phase())
                ? Optional.of(afterCutOff(journal.withAgreement()))
                : Optional.empty();
    }

    private Optional<Journal> rollback(Journal journal) {
        Phase phase = journal.phase();
        if (UNDOING.contains(phase)) {
            return own(journal) ? Optional.empty() : Optional.of(afterCutOff(journal));
        }
        boolean possible = phase == Phase.DOWNLOAD || (REVERSIBLE.contains(phase) && journal.canRollBack());
        return possible ? Optional.of(failing(journal, "rolled back because a person said so")) : Optional.empty();
    }

    /** The entry after a failure. */
    Journal failing(Journal journal, String why) {
        Step.Outcome failed = failed(journal, why);
        return after(failed.journal(), failed.event());
    }

    /** A failure, and whether it can be undone. */
    Step.Outcome failed(Journal journal, String why) {
        Phase phase = journal.phase();
        boolean undoable = REVERSIBLE.contains(phase)
                ? journal.canRollBack()
                : Transitions.next(phase, Event.BACK) != Transitions.next(phase, Event.STUCK);
        return undoable
                ? new Step.Outcome(Event.BACK, journal.ending(Verdict.FAILURE, why))
                : new Step.Outcome(Event.STUCK, journal.inconsistent(why));
    }

    /** Whether there is something to be done now, and by this process. */
    boolean due(Journal journal) {
        return journal.active() && !waiting(journal) && (managed || journal.standalone());
    }

    /** Whether the flow does nothing until a person decides. */
    boolean waiting(Journal journal) {
        return journal.active() && journal.standalone() && (!own(journal) || WAITING.contains(journal.phase()));
    }

    private static Journal unsureOfRestart(Journal journal) {
        boolean unsure =
                journal.needsReboot() && (REVERSIBLE.contains(journal.phase()) || journal.phase() == Phase.ROLLBACK);
        return unsure ? journal.with(Restarted.MAYBE) : journal;
    }

    /** Ends what goes round in circles. */
    private Journal entering(Journal journal, Phase next) {
        boolean ending = next.compareTo(Phase.CLEANUP) >= 0 || next == Phase.IDLE;
        if (journal.writes() < MAX_WRITES || (ending && journal.writes() < MAX_WRITES + GRACE)) {
            return journal.entering(next, process);
        }
        String circles = "given up in " + journal.phase() + " after " + journal.writes() + " steps";
        if (ending) {
            return journal.entering(Phase.IDLE, process);
        }
        Journal givenUp = journal.phase() == Phase.DOWNLOAD
                ? journal.ending(Verdict.FAILURE, circles)
                : journal.inconsistent(circles);
        return givenUp.entering(Phase.CLEANUP, process);
    }
}
