// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.update.Phase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {
    @ParameterizedTest
    @EnumSource
    void everyPairOfPhaseAndEventHasANextPhase(Phase phase) {
        for (Event event : Event.values()) {
            assertThat(Transitions.next(phase, event)).as("%s", event).isNotNull();
        }
        assertThat(Transitions.afterCutOff(phase)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void whatGoesWellEndsInIdle(Phase phase) {
        Phase now = phase == Phase.IDLE ? Phase.DOWNLOAD : phase;
        for (int steps = 0; now != Phase.IDLE; steps++) {
            assertThat(steps).as("steps from %s", phase).isLessThan(Phase.values().length);
            now = Transitions.next(now, Event.DONE);
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
            for (Event event : Event.values()) {
                if (reached.add(Transitions.next(from, event))) {
                    open.add(Transitions.next(from, event));
                }
            }
        }
        assertThat(reached).contains(Phase.IDLE);
    }

    @Test
    void onlyAGoodCommitLeadsToCommitted() {
        for (Phase phase : Phase.values()) {
            for (Event event : Event.values()) {
                boolean commit = phase == Phase.COMMIT && event == Event.DONE;
                assertThat(Transitions.next(phase, event) == Phase.COMMITTED)
                        .as("%s %s", phase, event)
                        .isEqualTo(commit);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INSTALL", "REBOOT", "VERIFY_REBOOT", "AWAIT_COMMIT", "COMMIT"})
    void failuresAfterTheDownloadAreRolledBackWherePossible(Phase phase) {
        assertThat(Transitions.next(phase, Event.BACK)).isEqualTo(Phase.ROLLBACK);
        assertThat(Transitions.next(phase, Event.STUCK)).isEqualTo(Phase.FAILURE);
    }

    /** A commit may only be repeated after a look at which system runs: the bootloader may have gone back. */
    @ParameterizedTest
    @EnumSource(names = {"AWAIT_COMMIT", "COMMIT"})
    void aCutOffCommitIsVerifiedAgain(Phase phase) {
        assertThat(Transitions.afterCutOff(phase)).isEqualTo(Phase.VERIFY_REBOOT);
    }
}
