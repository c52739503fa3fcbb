// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration picks the boot backend. */
class UbootOsgiIT {
    @TempDir
    Path directory;

    @Test
    void aDeviceWithUbootIsControlledThroughItsEnvironment() throws Exception {
        Sandbox sandbox = Sandbox.create(directory);
        Map<String, String> configuration = sandbox.configuration(Slot.A);
        configuration.keySet().removeIf(key -> key.startsWith("simulated."));
        configuration.put("uboot.environment", config().toString());
        configuration.put("uboot.partA", "2");
        configuration.put("uboot.partB", "3");
        configuration.put("uboot.runningSlot", "A");
        try (RunningDevice device = RunningDevice.start(directory.resolve("framework"), configuration)) {
            BootControl control = device.await(BootControl.class);
            assertThat(control.state()).isEqualTo(new BootState(Slot.A, Slot.A, false));
            control.tryNext(Slot.B);
        }
        assertThat(sandbox.bootloader().boot().slot()).isEqualTo(Slot.B);
    }

    /** The simulated bootloader's environment is U-Boot's, so that it stands for the real one here. */
    private Path config() throws Exception {
        Path environment = directory.resolve("environment");
        return Files.writeString(
                directory.resolve("fw_env.config"), environment + " 0x0 0x1000\n" + environment + " 0x1000 0x1000\n");
    }
}
