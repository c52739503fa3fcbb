// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.Slot;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole A/B update from a file, by hand. */
class UpdateOsgiIT {
    @TempDir
    Path directory;

    private Sandbox sandbox;
    private Sandbox.Release release;

    @BeforeEach
    void theNewReleaseIsWrittenAndArmed() throws Exception {
        sandbox = Sandbox.create(directory);
        release = sandbox.release();
        try (Life life = Life.begin(sandbox)) {
            assertThat(life.slot()).isEqualTo(Slot.A);
            life.install(release.artifact().toUri());
            life.awaitWaiting(Phase.REBOOT);
            life.assertSlotHolds(Slot.B, release.image());
        }
    }

    @Test
    void aCommittedReleaseStays() throws Exception {
        try (Life life = Life.begin(sandbox)) {
            assertThat(life.slot()).isEqualTo(Slot.B);
            life.decide(OperatorDecision.RESUME);
            life.awaitWaiting(Phase.AWAIT_COMMIT);
            life.decide(OperatorDecision.COMMIT);
            assertThat(life.awaitResult().outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(life.engine().provides()).containsEntry("artifact_name", "release-2");
        }
        assertThat(sandbox.bootloader().boot().slot()).isEqualTo(Slot.B);
    }

    @Test
    void aReleaseThatIsNotCommittedGoesWithTheNextRestart() throws Exception {
        assertThat(sandbox.bootloader().boot().slot()).isEqualTo(Slot.B);
        try (Life life = Life.begin(sandbox)) {
            assertThat(life.slot()).isEqualTo(Slot.A);
            life.decide(OperatorDecision.RESUME);
            UpdateStatus.Result result = life.awaitResult();
            assertThat(result.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(result.message()).contains("the bootloader fell back to slot A");
            assertThat(life.engine().provides()).containsEntry("artifact_name", "release-1");
        }
        assertThat(sandbox.bootloader().boot().slot()).isEqualTo(Slot.A);
    }

    @Test
    void aReleaseThatIsRolledBackGoesAtOnce() throws Exception {
        try (Life life = Life.begin(sandbox)) {
            assertThat(life.slot()).isEqualTo(Slot.B);
            life.decide(OperatorDecision.ROLLBACK);
            life.awaitWaiting(Phase.ROLLBACK_REBOOT);
        }
        try (Life life = Life.begin(sandbox)) {
            assertThat(life.slot()).isEqualTo(Slot.A);
            life.decide(OperatorDecision.RESUME);
            assertThat(life.awaitResult().outcome()).isEqualTo(Outcome.FAILURE);
        }
    }
}
