// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static io.flipside.device.update.Phase.AWAIT_COMMIT;
import static io.flipside.device.update.Phase.CLEANUP;
import static io.flipside.device.update.Phase.COMMIT;
import static io.flipside.device.update.Phase.COMMITTED;
import static io.flipside.device.update.Phase.DOWNLOAD;
import static io.flipside.device.update.Phase.FAILURE;
import static io.flipside.device.update.Phase.IDLE;
import static io.flipside.device.update.Phase.INSTALL;
import static io.flipside.device.update.Phase.REBOOT;
import static io.flipside.device.update.Phase.REPORT;
import static io.flipside.device.update.Phase.ROLLBACK;
import static io.flipside.device.update.Phase.ROLLBACK_REBOOT;
import static io.flipside.device.update.Phase.VERIFY_REBOOT;
import static io.flipside.device.update.Phase.VERIFY_ROLLBACK_REBOOT;
import static io.flipside.device.updateengine.internal.PhaseProperty.AWAITS_OPERATOR;
import static io.flipside.device.updateengine.internal.PhaseProperty.COMMITTABLE;
import static io.flipside.device.updateengine.internal.PhaseProperty.ENDING;
import static io.flipside.device.updateengine.internal.PhaseProperty.FAILS_WHEN_CUT_OFF;
import static io.flipside.device.updateengine.internal.PhaseProperty.INSTALLED;
import static io.flipside.device.updateengine.internal.PhaseProperty.NOTHING_INSTALLED;
import static io.flipside.device.updateengine.internal.PhaseProperty.REVERSIBLE;
import static io.flipside.device.updateengine.internal.PhaseProperty.SHOWS_OUTCOME;
import static io.flipside.device.updateengine.internal.PhaseProperty.TRIED_AGAIN;
import static io.flipside.device.updateengine.internal.PhaseProperty.UNDOING;

import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.update.Phase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Holds a row for each phase of the update flow: the phases that follow, its step, who is asked before it, its properties.
 * The order of the rows means nothing.
 */
final class TransitionTable {
    /** Can't happen; if it does, the update has failed. */
    private static final Phase _____ = FAILURE;

    // spotless:off
    private static final Map<Phase, Row> TABLE = byPhase(List.of(
        //  phase                        DONE                    REBOOT           ASK           BACK             STUCK     cut off                 step                                            approval                            properties
        row(IDLE,                   next(DOWNLOAD,               _____,           _____,        _____,           _____  ), IDLE,                   steps -> steps.nothing,                         unasked(),                          ENDING, SHOWS_OUTCOME),
        row(DOWNLOAD,               next(INSTALL,                _____,           _____,        CLEANUP,         _____  ), DOWNLOAD,               steps -> steps.download,                        atBegin(ApprovalPoint.DOWNLOAD),    NOTHING_INSTALLED, TRIED_AGAIN),
        row(INSTALL,                next(VERIFY_REBOOT,          REBOOT,          _____,        ROLLBACK,        FAILURE), _____,                  steps -> steps.install::install,                beforeEntry(ApprovalPoint.INSTALL), REVERSIBLE, FAILS_WHEN_CUT_OFF),
        row(REBOOT,                 next(VERIFY_REBOOT,          _____,           _____,        ROLLBACK,        FAILURE), VERIFY_REBOOT,          steps -> steps.install::reboot,                 beforeEntry(ApprovalPoint.REBOOT),  REVERSIBLE, COMMITTABLE, AWAITS_OPERATOR),
        row(VERIFY_REBOOT,          next(COMMIT,                 _____,           AWAIT_COMMIT, ROLLBACK,        FAILURE), VERIFY_REBOOT,          steps -> steps.install::verifyReboot,           unasked(),                          REVERSIBLE, COMMITTABLE),
        row(AWAIT_COMMIT,           next(COMMIT,                 _____,           _____,        ROLLBACK,        FAILURE), VERIFY_REBOOT,          steps -> steps.nothing,                         unasked(),                          REVERSIBLE, COMMITTABLE, AWAITS_OPERATOR),
        row(COMMIT,                 next(COMMITTED,              _____,           _____,        ROLLBACK,        FAILURE), VERIFY_REBOOT,          steps -> steps.install::commit,                 beforeEntry(ApprovalPoint.COMMIT),  REVERSIBLE, COMMITTABLE),
        row(COMMITTED,              next(CLEANUP,                _____,           _____,        CLEANUP,         _____  ), COMMITTED,              steps -> steps.install::committed,              unasked(),                          INSTALLED),
        row(ROLLBACK,               next(FAILURE,                ROLLBACK_REBOOT, _____,        _____,           FAILURE), ROLLBACK,               steps -> steps.rollback::rollback,              unasked(),                          UNDOING),
        row(ROLLBACK_REBOOT,        next(VERIFY_ROLLBACK_REBOOT, _____,           _____,        _____,           FAILURE), VERIFY_ROLLBACK_REBOOT, steps -> steps.rollback::rollbackReboot,        unasked(),                          UNDOING, AWAITS_OPERATOR),
        row(VERIFY_ROLLBACK_REBOOT, next(FAILURE,                _____,           _____,        ROLLBACK_REBOOT, _____  ), VERIFY_ROLLBACK_REBOOT, steps -> steps.rollback::verifyRollbackReboot,  unasked(),                          UNDOING),
        row(FAILURE,                next(CLEANUP,                _____,           _____,        CLEANUP,         _____  ), FAILURE,                steps -> steps.rollback::failure,               unasked()),
        row(CLEANUP,                next(REPORT,                 _____,           _____,        REPORT,          _____  ), CLEANUP,                steps -> steps::cleanup,                        unasked(),                          ENDING),
        row(REPORT,                 next(IDLE,                   _____,           _____,        IDLE,            _____  ), REPORT,                 steps -> steps::report,                         unasked(),                          ENDING, SHOWS_OUTCOME)));
    // spotless:on

    // Cut off in INSTALL: half installed, perhaps, and once more could spoil what a payload keeps to go back.
    // Cut off in REBOOT: this is the reboot that it was waiting for.
    // Cut off in AWAIT_COMMIT: the bootloader may have gone back meanwhile. In COMMIT: committing the old system as the
    // new one would be fatal.

    private TransitionTable() {}

    static Phase next(Phase phase, TransitionEvent event) {
        Next next = row(phase).next;
        return switch (event) {
            case DONE -> next.done;
            case REBOOT -> next.reboot;
            case ASK -> next.ask;
            case BACK -> next.back;
            case STUCK -> next.stuck;
        };
    }

    /** Says how a new process goes on from the phase that it finds in the journal. */
    static Phase afterCutOff(Phase phase) {
        return row(phase).cutOff;
    }

    static boolean is(PhaseProperty property, Phase phase) {
        return row(phase).properties.contains(property);
    }

    /** Finds the step of a phase among those of an engine. */
    static UpdateStep step(Phase phase, PhaseSteps steps) {
        return row(phase).step.apply(steps);
    }

    /** Says what the approvers are asked before a managed update enters a phase. */
    static Optional<ApprovalPoint> approvalBeforeEntry(Phase phase) {
        return row(phase).approval.beforeEntry;
    }

    /** Says what the approvers are asked when a phase begins, because nothing comes before it. */
    static Optional<ApprovalPoint> approvalAtBegin(Phase phase) {
        return row(phase).approval.atBegin;
    }

    private static Row row(Phase phase) {
        Row found = TABLE.get(phase);
        if (found == null) {
            throw new IllegalStateException("the table has no row for " + phase);
        }
        return found;
    }

    private record Row(
            Phase phase,
            Next next,
            Phase cutOff,
            Function<PhaseSteps, UpdateStep> step,
            Approval approval,
            Set<PhaseProperty> properties) {}

    private record Next(Phase done, Phase reboot, Phase ask, Phase back, Phase stuck) {}

    private record Approval(Optional<ApprovalPoint> beforeEntry, Optional<ApprovalPoint> atBegin) {}

    private static Approval unasked() {
        return new Approval(Optional.empty(), Optional.empty());
    }

    private static Approval beforeEntry(ApprovalPoint point) {
        return new Approval(Optional.of(point), Optional.empty());
    }

    private static Approval atBegin(ApprovalPoint point) {
        return new Approval(Optional.empty(), Optional.of(point));
    }

    private static Next next(Phase done, Phase reboot, Phase ask, Phase back, Phase stuck) {
        return new Next(done, reboot, ask, back, stuck);
    }

    private static Row row(
            Phase phase,
            Next next,
            Phase cutOff,
            Function<PhaseSteps, UpdateStep> step,
            Approval approval,
            PhaseProperty... properties) {
        return new Row(phase, next, cutOff, step, approval, Set.of(properties));
    }

    private static Map<Phase, Row> byPhase(List<Row> rows) {
        Map<Phase, Row> table = new EnumMap<>(Phase.class);
        rows.forEach(row -> table.put(row.phase, row));
        if (table.size() != Phase.values().length) {
            throw new IllegalStateException("the table has no row for some phase");
        }
        return table;
    }
}
