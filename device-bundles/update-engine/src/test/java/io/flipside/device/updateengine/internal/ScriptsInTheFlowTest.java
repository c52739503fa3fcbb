// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.UpdateRequest.Mode;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.testing.MenderFile;
import io.flipside.device.updateengine.internal.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which state scripts run when. */
class ScriptsInTheFlowTest {
    private static final List<String> STATES =
            List.of("Install", "Reboot", "Commit", "Rollback", "RollbackReboot", "Failure");

    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void device() throws IOException {
        rig = new Rig(directory);
        Files.createDirectories(directory.resolve("scripts"));
        for (String when : List.of("Enter", "Leave", "Error")) {
            Path script = directory.resolve("scripts/Download_" + when + "_00");
            Files.writeString(script, noting("Download_" + when, 0));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private String noting(String point, int exit) {
        return "#!/bin/sh\necho " + point + " >> " + directory.resolve("order") + "\nexit " + exit + "\n";
    }

    /** An artifact with a script at every point, of which one may fail. */
    private MenderFile release(String failing) {
        MenderFile release = Rig.release(Rig.NEW);
        for (String state : STATES) {
            for (String when : List.of("Enter", "Leave", "Error")) {
                String point = state + "_" + when;
                release.script("Artifact" + point + "_00", noting(point, point.equals(failing) ? 1 : 0));
            }
        }
        return release;
    }

    private List<String> order() throws IOException {
        return Files.readAllLines(directory.resolve("order"));
    }

    @Test
    void onTheGoodWay() throws Exception {
        rig.update(release("none"));
        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
        assertThat(order())
                .containsExactly(
                        "Download_Enter",
                        "Download_Leave",
                        "Install_Enter",
                        "Install_Leave",
                        "Reboot_Enter",
                        "Reboot_Leave",
                        "Commit_Enter",
                        "Commit_Leave");
    }

    @Test
    void afterAFailedCommit() throws Exception {
        rig.update(release("Commit_Enter"));
        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).contains("ArtifactCommit_Enter_00");
        assertThat(order())
                .endsWith(
                        "Commit_Enter",
                        "Commit_Error",
                        "Rollback_Enter",
                        "Rollback_Leave",
                        "RollbackReboot_Enter",
                        "RollbackReboot_Leave",
                        "Failure_Enter",
                        "Failure_Leave");
        assertThat(rig.world.runningSystem()).isEqualTo(World.OLD);
    }

    @Test
    void afterAFailedInstallation() throws Exception {
        rig.update(release("Install_Enter"));
        assertThat(order())
                .endsWith(
                        "Install_Enter",
                        "Install_Error",
                        "Rollback_Enter",
                        "Rollback_Leave",
                        "Failure_Enter",
                        "Failure_Leave");
    }

    @Test
    void afterAnUnhealthyRestart() throws Exception {
        rig.complaint = Optional.of("no network");
        rig.update(release("none"));
        assertThat(order()).containsSequence("Reboot_Enter", "Reboot_Error", "Rollback_Enter");
    }

    /** Too late to go back: the new system stays, and the failure is reported. */
    @Test
    void afterTheCommitAFailureIsOnlyReported() throws Exception {
        rig.update(release("Commit_Leave"));
        assertThat(order()).endsWith("Commit_Leave", "Commit_Error");
        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.artifactName()).isEqualTo(Rig.NEW);
        assertThat(rig.world.runningSystem()).isEqualTo(Rig.NEW);
    }

    @Test
    void failuresOnTheWayBackDoNotStopIt() throws Exception {
        rig.complaint = Optional.of("no network");
        rig.update(release("Rollback_Enter"));
        assertThat(order()).contains("Rollback_Enter", "Rollback_Leave", "Failure_Leave");
        assertThat(rig.world.runningSystem()).isEqualTo(World.OLD);
    }

    @Test
    void ofRestartsNoneInStandaloneMode() throws Exception {
        rig.start(Mode.STANDALONE, release("none"));
        rig.runToTheEnd();
        rig.restart();
        rig.decide(OperatorDecision.COMMIT);
        rig.runToTheEnd();
        assertThat(order())
                .containsExactly(
                        "Download_Enter",
                        "Download_Leave",
                        "Install_Enter",
                        "Install_Leave",
                        "Commit_Enter",
                        "Commit_Leave");
    }

    @Test
    void afterARefusedDownload() throws Exception {
        rig.update(release("none").forDevices("toaster"));
        assertThat(order()).containsExactly("Download_Enter", "Download_Error");
    }
}
