// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateRequest.Mode;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.testing.World;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates that a person drives from the command line; each command may be a process of its own. */
class StandaloneTest {
    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void device() throws IOException {
        rig = new Rig(directory);
    }

    private void install() throws Exception {
        rig.start(Mode.STANDALONE, Rig.release(Rig.NEW));
        rig.runToTheEnd();
    }

    @Test
    void stopsBeforeTheRebootAndNeverAsksAnApprover() throws Exception {
        install();

        assertThat(rig.status().phase()).isEqualTo(Phase.REBOOT);
        assertThat(rig.status().waiting()).isTrue();
        assertThat(rig.world.deeds()).containsExactly("DOWNLOAD", "INSTALL");
        assertThat(rig.asked).isEmpty();
    }

    @Test
    void anotherCommandBeforeTheRebootChangesNothing() throws Exception {
        install();
        rig.boot();
        rig.runToTheEnd();

        assertThat(rig.status().phase()).isEqualTo(Phase.REBOOT);
        assertThat(rig.status().waiting()).isTrue();
        assertThat(rig.world.deeds()).containsExactly("DOWNLOAD", "INSTALL");
    }

    @Test
    void commitsAfterTheReboot() throws Exception {
        install();
        rig.restart();

        assertThat(rig.decide(OperatorDecision.COMMIT)).isTrue();
        rig.runToTheEnd();

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
        assertThat(rig.world.runningSystem()).isEqualTo(Rig.NEW);
        assertThat(rig.world.settled()).isTrue();
    }

    @Test
    void resumingAfterTheRebootVerifiesAndWaitsForTheCommit() throws Exception {
        install();
        rig.restart();

        assertThat(rig.decide(OperatorDecision.RESUME)).isTrue();
        rig.runToTheEnd();
        assertThat(rig.status().phase()).isEqualTo(Phase.AWAIT_COMMIT);
        assertThat(rig.status().waiting()).isTrue();

        assertThat(rig.decide(OperatorDecision.COMMIT)).isTrue();
        rig.runToTheEnd();
        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
    }

    @Test
    void rollsBackAfterTheRebootAndAsksForAnother() throws Exception {
        install();
        rig.restart();
        rig.decide(OperatorDecision.RESUME);
        rig.runToTheEnd();

        assertThat(rig.decide(OperatorDecision.ROLLBACK)).isTrue();
        rig.runToTheEnd();
        assertThat(rig.status().phase()).isEqualTo(Phase.ROLLBACK_REBOOT);
        assertThat(rig.status().waiting()).isTrue();

        rig.restart();
        assertThat(rig.decide(OperatorDecision.RESUME)).isTrue();
        rig.runToTheEnd();
        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.world.runningSystem()).isEqualTo(World.OLD);
        assertThat(rig.artifactName()).isEqualTo(World.OLD);
    }

    @Test
    void rollsBackBeforeTheRebootWithoutAnyReboot() throws Exception {
        install();
        rig.boot();

        assertThat(rig.decide(OperatorDecision.ROLLBACK)).isTrue();
        rig.runToTheEnd();

        assertThat(rig.status().phase()).isEqualTo(Phase.IDLE);
        assertThat(rig.world.settled()).isTrue();
        assertThat(rig.world.runningSystem()).isEqualTo(World.OLD);
    }

    @Test
    void aCommitWhenTheBootloaderHasGoneBackFailsAndKeepsTheOldName() throws Exception {
        install();
        rig.restart();
        rig.decide(OperatorDecision.RESUME);
        rig.runToTheEnd();
        rig.restart();

        assertThat(rig.decide(OperatorDecision.COMMIT)).isTrue();
        rig.runToTheEnd();

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.artifactName()).isEqualTo(World.OLD);
        assertThat(rig.world.runningSystem()).isEqualTo(World.OLD);
        assertThat(rig.world.settled()).isTrue();
    }

    @Test
    void anUnhealthySystemIsRolledBackInsteadOfCommitted() throws Exception {
        install();
        rig.restart();
        rig.complaint = Optional.of("no network");

        assertThat(rig.decide(OperatorDecision.COMMIT)).isTrue();
        rig.runToTheEnd();

        assertThat(rig.status().phase()).isEqualTo(Phase.ROLLBACK_REBOOT);
    }

    @Test
    void aPayloadWithoutRollbackAndRebootIsCommittedAtOnce() throws Exception {
        rig = new Rig(directory, false, false);
        install();

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
    }

    @Test
    void aPayloadWithRollbackWaitsForTheCommit() throws Exception {
        rig = new Rig(directory, true, false);
        install();

        assertThat(rig.status().phase()).isEqualTo(Phase.AWAIT_COMMIT);
        assertThat(rig.decide(OperatorDecision.RESUME)).isFalse();
        assertThat(rig.decide(OperatorDecision.COMMIT)).isTrue();
        rig.runToTheEnd();
        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
    }

    @Test
    void aPayloadThatCantGoBackIsNotRolledBackOnRequest() throws Exception {
        rig = new Rig(directory, false, true);
        install();
        rig.restart();

        assertThat(rig.decide(OperatorDecision.ROLLBACK)).isFalse();
        assertThat(rig.status().phase()).isEqualTo(Phase.REBOOT);
    }

    @Test
    void theSameArtifactMayBeInstalledAgain() throws Exception {
        rig.start(Mode.STANDALONE, Rig.release(World.OLD));
        rig.runToTheEnd();

        assertThat(rig.status().phase()).isEqualTo(Phase.REBOOT);
    }

    @Test
    void aDownloadThatWasCutOffWaitsForAWord() throws Exception {
        rig.start(Mode.STANDALONE, Rig.release(Rig.NEW));
        rig.boot();
        rig.runToTheEnd();
        assertThat(rig.status().phase()).isEqualTo(Phase.DOWNLOAD);
        assertThat(rig.status().waiting()).isTrue();

        assertThat(rig.decide(OperatorDecision.COMMIT)).isFalse();
        assertThat(rig.decide(OperatorDecision.ROLLBACK)).isTrue();
        rig.runToTheEnd();
        assertThat(rig.status().phase()).isEqualTo(Phase.IDLE);
        assertThat(rig.world.deeds()).isEmpty();
    }

    @Test
    void refusesASecondUpdateWhileOneIsInProgress() throws Exception {
        install();
        String before = rig.status().id();

        assertThat(rig.engine()
                        .start(new UpdateRequest("other", Mode.STANDALONE, URI.create("test:x"), Optional.empty())))
                .isFalse();
        assertThat(rig.status().id()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsDecidedWhenNothingIsInProgress(OperatorDecision decision) throws Exception {
        assertThat(rig.decide(decision)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyDecidesAboutAManagedUpdate(OperatorDecision decision) throws Exception {
        rig.start(Mode.MANAGED, Rig.release(Rig.NEW));
        rig.boot();
        assertThat(rig.decide(decision)).isFalse();
    }
}
