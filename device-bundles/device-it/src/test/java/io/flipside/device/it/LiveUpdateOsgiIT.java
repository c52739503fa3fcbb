// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.Slot;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateStatus.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The device's own software is replaced while it updates the device. */
class LiveUpdateOsgiIT {
    @TempDir
    Path directory;

    @Test
    void everyBundleIsReplacedWhileADownloadRunsAndTheUpdateStillSucceeds() throws Exception {
        Sandbox sandbox = Sandbox.create(directory);
        Sandbox.Release release = sandbox.release();
        try (SlowServer server = SlowServer.of(release.artifact());
                Life life = Life.begin(sandbox)) {
            life.install(server.location());
            life.awaitBytes();
            for (String bundle : RunningDevice.BUNDLES) {
                life.device().update(bundle);
                life.awaitBytes();
            }
            server.hurry();
            life.awaitWaiting(Phase.REBOOT);
            life.assertSlotHolds(Slot.B, release.image());
        }
        try (Life life = Life.begin(sandbox)) {
            assertThat(life.slot()).isEqualTo(Slot.B);
            life.decide(OperatorDecision.RESUME);
            life.awaitWaiting(Phase.AWAIT_COMMIT);
            for (String bundle : RunningDevice.BUNDLES) {
                life.device().update(bundle);
            }
            life.decide(OperatorDecision.COMMIT);
            assertThat(life.awaitResult().outcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    @Test
    void aDownloadGoesOnByRangeWhenTheHttpClientIsReplaced() throws Exception {
        Sandbox sandbox = Sandbox.create(directory);
        Sandbox.Release release = sandbox.release();
        try (SlowServer server = SlowServer.withRanges(release.artifact());
                Life life = Life.begin(sandbox)) {
            life.install(server.location());
            life.awaitBytes();
            life.device().update("flipside-http-client");
            life.awaitBytes();
            server.hurry();
            life.awaitWaiting(Phase.REBOOT);

            life.assertSlotHolds(Slot.B, release.image());
            assertThat(server.asked).hasSize(2);
            assertThat(server.asked.get(1)).matches("bytes=[1-9][0-9]*-");
        }
    }
}
