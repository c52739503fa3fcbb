// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.payload.PayloadAction;
import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest.Mode;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.update.UpdateStatus.Progress;
import io.flipside.device.updateengine.internal.testing.MenderFile;
import io.flipside.device.updateengine.internal.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Managed updates: the good way, and every way that goes wrong. */
class UpdateFlowTest {
    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void device() throws IOException {
        rig = new Rig(directory);
    }

    private void assertOld() throws IOException {
        assertThat(rig.world.runningSystem()).isEqualTo(World.OLD);
        assertThat(rig.world.settled()).isTrue();
        assertThat(rig.artifactName()).isEqualTo(World.OLD);
        assertThat(rig.status().phase()).isEqualTo(Phase.IDLE);
    }

    @Test
    void aGoodUpdateEndsOnTheNewSystem() throws Exception {
        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
        assertThat(rig.world.runningSystem()).isEqualTo(Rig.NEW);
        assertThat(rig.world.settled()).isTrue();
        assertThat(rig.world.deeds())
                .containsExactly("DOWNLOAD", "INSTALL", "reboot", "VERIFY_REBOOT", "COMMIT", "CLEANUP");
        assertThat(rig.provides())
                .containsEntry("artifact_name", Rig.NEW)
                .containsEntry("rootfs-image.version", Rig.NEW)
                .containsEntry("device_type", "testboard");
        assertThat(rig.phases())
                .containsExactly(
                        Phase.DOWNLOAD,
                        Phase.INSTALL,
                        Phase.REBOOT,
                        Phase.VERIFY_REBOOT,
                        Phase.COMMIT,
                        Phase.COMMITTED,
                        Phase.CLEANUP,
                        Phase.REPORT,
                        Phase.IDLE);
    }

    @Test
    void asksTheApproversAtEveryPointAndReportsTheOutcome() throws Exception {
        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.asked).containsExactly("DOWNLOAD", "INSTALL", "REBOOT", "COMMIT", "REPORT SUCCESS");
    }

    @Test
    void aDownloadEndsWithAllBytesOfTheArtifact() throws Exception {
        rig.update(Rig.release(Rig.NEW));

        Progress last = rig.seen.stream()
                .filter(status -> status.phase() == Phase.DOWNLOAD)
                .reduce((first, second) -> second)
                .orElseThrow()
                .progress();
        assertThat(last.done()).isPositive().isEqualTo(last.total());
    }

    @Test
    void leavesNothingBehind() throws Exception {
        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.settings().workDirectory()).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWNLOAD", "INSTALL", "REBOOT", "COMMIT"})
    void aRefusalAtAnyPointEndsOnTheOldSystem(ApprovalPoint point) throws Exception {
        rig.refusals.put(point, "the deployment was aborted");

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).isEqualTo("the deployment was aborted");
        assertOld();
    }

    @ParameterizedTest
    @EnumSource(names = {"INSTALL", "VERIFY_REBOOT", "COMMIT"})
    void aFailedActionEndsOnTheOldSystem(PayloadAction action) throws Exception {
        rig.handler.failIn(EnumSet.of(action));

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).isEqualTo(action + " fails on purpose");
        assertThat(rig.world.deeds()).contains("ROLLBACK").endsWith("FAILURE", "CLEANUP");
        assertOld();
    }

    @Test
    void aBrokenDownVirtualMachineFailsTheUpdate() throws Exception {
        rig.handler.breakIn(PayloadAction.INSTALL);
        rig.handler.breakIn(PayloadAction.CLEANUP);

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).contains("OutOfMemoryError: INSTALL takes too much");
    }

    @Test
    void anUnhealthySystemIsLeftAgain() throws Exception {
        rig.complaint = Optional.of("no network");

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.message()).isEqualTo("the new system is not healthy: fake check: no network");
        assertThat(rig.world.deeds())
                .containsExactly(
                        "DOWNLOAD",
                        "INSTALL",
                        "reboot",
                        "VERIFY_REBOOT",
                        "ROLLBACK",
                        "reboot",
                        "VERIFY_ROLLBACK_REBOOT",
                        "FAILURE",
                        "CLEANUP");
        assertOld();
    }

    @Test
    void aRollbackBeforeTheRebootNeedsNone() throws Exception {
        rig.handler.failIn(EnumSet.of(PayloadAction.INSTALL));

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.world.restarts()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILURE", "CLEANUP"})
    void troubleWithTheLeftoversDoesNotChangeTheOutcome(PayloadAction action) throws Exception {
        rig.handler.failIn(EnumSet.of(PayloadAction.INSTALL, action));

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertOld();
    }

    @Test
    void aFailedRollbackIsSaidToBeInconsistent() throws Exception {
        rig.handler.failIn(EnumSet.of(PayloadAction.INSTALL, PayloadAction.ROLLBACK));

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.INCONSISTENT);
        assertThat(rig.message()).contains("INSTALL fails on purpose").contains("ROLLBACK fails on purpose");
        assertThat(rig.artifactName()).isEqualTo(Rig.NEW + "_INCONSISTENT");
    }

    @Test
    void aRollbackThatNeverArrivesIsGivenUp() throws Exception {
        rig.complaint = Optional.of("no network");
        rig.handler.failIn(EnumSet.of(PayloadAction.VERIFY_ROLLBACK_REBOOT));

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.INCONSISTENT);
        assertThat(rig.message()).contains("no network").contains("given up");
        assertThat(rig.status().phase()).isEqualTo(Phase.IDLE);
    }

    @Test
    void withoutAWayBackAFailedInstallationIsInconsistent() throws Exception {
        rig = new Rig(directory, false, false);
        rig.handler.failIn(EnumSet.of(PayloadAction.INSTALL));

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.INCONSISTENT);
        assertThat(rig.world.deeds()).containsExactly("DOWNLOAD", "INSTALL", "FAILURE", "CLEANUP");
        assertThat(rig.artifactName()).isEqualTo(Rig.NEW + "_INCONSISTENT");
    }

    @Test
    void withoutRebootTheNewContentIsCommittedAtOnce() throws Exception {
        rig = new Rig(directory, true, false);

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.world.deeds()).containsExactly("DOWNLOAD", "INSTALL", "COMMIT", "CLEANUP");
        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
    }

    @Test
    void whatIsInstalledAlreadyIsNotInstalledAgain() throws Exception {
        rig.update(Rig.release(World.OLD));

        assertThat(rig.outcome()).contains(Outcome.ALREADY_INSTALLED);
        assertThat(rig.world.deeds()).isEmpty();
        assertOld();
    }

    @Test
    void aDownloadThatIsCutOffAgainAndAgainIsGivenUp() throws Exception {
        rig.start(Mode.MANAGED, Rig.release(Rig.NEW));
        for (int i = 0; i < 3; i++) {
            rig.restart();
            assertThat(rig.engine().flow().step()).isTrue();
        }
        rig.runToTheEnd();

        assertThat(rig.message()).isEqualTo("the download was cut off 3 times");
        assertOld();
    }

    /** As the thread of the engine tells it: no step goes on for ever. */
    @Test
    void anErrorOfForeignCodeFailsTheUpdate() throws Exception {
        rig.start(Mode.MANAGED, Rig.release(Rig.NEW));
        while (rig.status().phase() != Phase.INSTALL) {
            rig.engine().flow().step();
        }

        rig.engine().flow().breakDown(new ServiceConfigurationError("no provider"));
        rig.runToTheEnd();

        assertThat(rig.message()).contains("ServiceConfigurationError: no provider");
        assertOld();
    }

    @Test
    void anErrorAtTheEndKeepsTheDeviceSaidToBeInconsistent() throws Exception {
        rig.handler.failIn(EnumSet.of(PayloadAction.INSTALL, PayloadAction.ROLLBACK));
        rig.start(Mode.MANAGED, Rig.release(Rig.NEW));
        while (rig.status().phase() != Phase.FAILURE) {
            rig.engine().flow().step();
        }

        rig.engine().flow().breakDown(new ServiceConfigurationError("no provider"));
        rig.runToTheEnd();

        assertThat(rig.artifactName()).isEqualTo(Rig.NEW + "_INCONSISTENT");
    }

    @Test
    void aCommandWithoutTheAgentLeavesAManagedUpdateAlone() throws Exception {
        rig.start(Mode.MANAGED, Rig.release(Rig.NEW));
        rig.managed = false;
        for (int i = 0; i < 5; i++) {
            rig.restart();
            assertThat(rig.engine().flow().step()).isFalse();
        }
        rig.managed = true;
        rig.restart();
        rig.runToTheEnd();

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
    }

    @Test
    void anArtifactWithoutPayloadOnlyChangesWhatTheDeviceProvides() throws Exception {
        rig.update(MenderFile.named(Rig.NEW).withoutPayload().clears());

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
        assertThat(rig.artifactName()).isEqualTo(Rig.NEW);
        assertThat(rig.world.deeds()).isEmpty();
    }

    @Test
    void aNewEngineInTheSameProcessDoesTheStepAgain() throws Exception {
        rig.start(Mode.MANAGED, Rig.release(Rig.NEW));
        while (rig.status().phase() != Phase.INSTALL) {
            rig.engine().flow().step();
        }
        rig.swap();
        rig.runToTheEnd();

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
    }
}
