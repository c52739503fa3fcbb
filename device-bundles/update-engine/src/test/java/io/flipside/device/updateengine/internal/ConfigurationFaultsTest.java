// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.config.ConfigurationFault;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFaultsTest {
    private static final ConfigurationFault FAULT = new ConfigurationFault() {
        @Override
        public String pid() {
            return "io.flipside.engine";
        }

        @Override
        public String message() {
            return "io.flipside.engine: there is no key 'verifyKey'; did you mean 'verifyKeys'?";
        }
    };

    @TempDir
    Path directory;

    private Rig rig;

    @BeforeEach
    void makeARig() throws IOException {
        rig = new Rig(directory);
    }

    @Test
    void refuseEveryInstallationAndNameTheReason() throws Exception {
        rig.engine().bindFault(FAULT);

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).contains("verifyKey'", "did you mean 'verifyKeys'?");
        assertThat(rig.world.deeds()).doesNotContain("DOWNLOAD", "INSTALL");
    }

    @Test
    void endATrialInTheOldSystem() throws Exception {
        rig.start(UpdateRequest.Mode.MANAGED, Rig.release(Rig.NEW));
        rig.faults.add(FAULT);

        rig.runToTheEnd();

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).contains("did you mean 'verifyKeys'?");
        assertThat(rig.world.deeds()).contains("VERIFY_REBOOT").doesNotContain("COMMIT");
        assertThat(rig.world.runningSystem()).isEqualTo(World.OLD);
    }

    @Test
    void thatWereRepairedHoldUpNothing() throws Exception {
        rig.engine().bindFault(FAULT);
        rig.engine().unbindFault(FAULT);

        rig.update(Rig.release(Rig.NEW));

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
    }
}
