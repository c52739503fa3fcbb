// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.testing.ExecutableModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A payload whose executable decides what it can do at the moment at which the flow asks. */
class LateCapabilitiesTest {
    /** Only its installation finds out that a reboot is needed; the answers lie in its work directory. */
    private static final String MODULE =
            """
            #!/bin/sh
            echo "$1" >> calls
            if [ "$1" = "$(cat failing)" ]; then exit 1; fi
            case "$1" in
            ProvidePayloadFileSizes) echo Yes ;;
            ArtifactInstall) echo Yes > "$2/reboot" ;;
            NeedsArtifactReboot) cat "$2/reboot" ;;
            SupportsRollback) cat rollback ;;
            esac
            """;

    @TempDir
    Path directory;

    private Path home;
    private Rig rig;

    @BeforeEach
    void installTheModule() throws IOException {
        home = Files.createDirectory(directory.resolve("module"));
        Path executable = home.resolve("module");
        Files.writeString(executable, MODULE);
        Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(home.resolve("rollback"), "Yes\n");
        failIn("nothing");
        rig = new Rig(directory);
        rig.nextHandler = new ExecutableModule(executable);
        rig.swap();
    }

    @Test
    void isAskedWhenTheFlowNeedsToKnow() throws Exception {
        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
        assertThat(calls())
                .containsExactly(
                        "ProvidePayloadFileSizes",
                        "DownloadWithFileSizes",
                        "ArtifactInstall",
                        "NeedsArtifactReboot",
                        "ArtifactReboot",
                        "ArtifactVerifyReboot",
                        "ArtifactCommit",
                        "Cleanup");
    }

    @Test
    void rebootsByItselfInBothDirections() throws Exception {
        failIn("ArtifactCommit");

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(calls())
                .endsWith(
                        "ArtifactCommit",
                        "SupportsRollback",
                        "ArtifactRollback",
                        "ArtifactRollbackReboot",
                        "ArtifactVerifyRollbackReboot",
                        "ArtifactFailure",
                        "Cleanup");
        assertThat(rig.world.deeds()).as("reboots of the device").isEmpty();
    }

    @Test
    void isAskedForARollbackAtTheFirstFailureOnly() throws Exception {
        failIn("ArtifactVerifyReboot");

        rig.update(Rig.release(Rig.NEW));

        assertThat(calls())
                .containsOnlyOnce("SupportsRollback")
                .containsSubsequence("SupportsRollback", "ArtifactRollback");
    }

    @Test
    void thatSaysItHasNoWayBackEndsInconsistent() throws Exception {
        Files.writeString(home.resolve("rollback"), "No\n");
        failIn("ArtifactInstall");

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.INCONSISTENT);
        assertThat(calls()).endsWith("ArtifactInstall", "SupportsRollback", "ArtifactFailure", "Cleanup");
    }

    private void failIn(String state) throws IOException {
        Files.writeString(home.resolve("failing"), state);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(home.resolve("calls"));
    }
}
