// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.update.Phase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TransitionTableTest {
    @ParameterizedTest
    @EnumSource
    void everyPairOfPhaseAndEventHasANextPhase(Phase phase) {
        for (TransitionEvent event : TransitionEvent.values()) {
            assertThat(TransitionTable.next(phase, event)).as("%s", event).isNotNull();
        }
        assertThat(TransitionTable.afterCutOff(phase)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void whatGoesWellEndsInIdle(Phase phase) {
        Phase now = phase == Phase.IDLE ? Phase.DOWNLOAD : phase;
        for (int steps = 0; now != Phase.IDLE; steps++) {
            assertThat(steps).as("steps from %s", phase).isLessThan(Phase.values().length);
            now = TransitionTable.next(now, TransitionEvent.DONE);
        }
    }

    /** From everywhere, whatever else happens on the way, IDLE stays in reach. */
    @ParameterizedTest
    @EnumSource
    void idleIsWithinReachWhateverHappens(Phase phase) {
        Set<Phase> reached = EnumSet.of(phase);
        Deque<Phase> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Phase from = open.remove();
            for (TransitionEvent event : TransitionEvent.values()) {
                if (reached.add(TransitionTable.next(from, event))) {
                    open.add(TransitionTable.next(from, event));
                }
            }
        }
        assertThat(reached).contains(Phase.IDLE);
    }

    /** A phase that no row leads to is forgotten work. */
    @Test
    void everyPhaseIsReached() {
        Set<Phase> reached = EnumSet.noneOf(Phase.class);
        for (Phase phase : Phase.values()) {
            for (TransitionEvent event : TransitionEvent.values()) {
                reached.add(TransitionTable.next(phase, event));
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(Phase.values());
    }

    private static List<Phase> reversible() {
        return phases(PhaseProperty.REVERSIBLE);
    }

    private static List<Phase> phases(PhaseProperty property) {
        return Stream.of(Phase.values())
                .filter(phase -> TransitionTable.is(property, phase))
                .toList();
    }

    /** What is installed must be undone, and what runs must be known, before anything else is done. */
    @Test
    void everyPhaseButTheLastKnowsWhetherAnythingIsInstalled() {
        assertThat(Phase.values())
                .allMatch(phase -> Stream.of(
                                        PhaseProperty.NOTHING_INSTALLED,
                                        PhaseProperty.REVERSIBLE,
                                        PhaseProperty.INSTALLED,
                                        PhaseProperty.UNDOING,
                                        PhaseProperty.ENDING)
                                .filter(property -> TransitionTable.is(property, phase))
                                .count()
                        == (phase == Phase.FAILURE ? 0 : 1));
    }

    @Test
    void onlyAGoodCommitLeadsToCommitted() {
        for (Phase phase : Phase.values()) {
            for (TransitionEvent event : TransitionEvent.values()) {
                boolean commit = phase == Phase.COMMIT && event == TransitionEvent.DONE;
                assertThat(TransitionTable.next(phase, event) == Phase.COMMITTED)
                        .as("%s %s", phase, event)
                        .isEqualTo(commit);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void failuresAfterTheDownloadAreRolledBackWherePossible(Phase phase) {
        assertThat(TransitionTable.next(phase, TransitionEvent.BACK)).isEqualTo(Phase.ROLLBACK);
        assertThat(TransitionTable.next(phase, TransitionEvent.STUCK)).isEqualTo(Phase.FAILURE);
    }

    /** A commit may only be repeated after a look at which system runs: the bootloader may have gone back. */
    @ParameterizedTest
    @EnumSource(names = {"AWAIT_COMMIT", "COMMIT"})
    void aCutOffCommitIsVerifiedAgain(Phase phase) {
        assertThat(TransitionTable.afterCutOff(phase)).isEqualTo(Phase.VERIFY_REBOOT);
    }
}
