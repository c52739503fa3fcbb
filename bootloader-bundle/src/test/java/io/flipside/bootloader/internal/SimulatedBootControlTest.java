// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.bootloader.internal.environment.BootEnvironment;
import io.flipside.bootloader.internal.environment.SimulatedBootEnvironment;
import io.flipside.bootloader.simulated.SimulatedBootloader;
import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SimulatedBootControlTest extends EnvironmentBootControlContract {
    @Override
    BootEnvironment environment(Path directory) throws IOException {
        return SimulatedBootEnvironment.openOrCreate(directory.resolve("environment"));
    }

    @Override
    BootControl running(Slot running) {
        return new SimulatedBootControl(directory.resolve("environment"), running);
    }

    @Test
    void theSimulatedBootloaderDoesWhatWasAskedFor() throws IOException {
        SimulatedBootloader bootloader = SimulatedBootloader.at(directory.resolve("environment"));
        running(Slot.A).tryNext(Slot.B);
        assertThat(bootloader.boot().slot()).isEqualTo(Slot.B);
        running(Slot.B).commit();
        assertThat(bootloader.boot().slot()).isEqualTo(Slot.B);
    }

    @Test
    void aMissingEnvironmentIsAnErrorThatSaysWhatNow() {
        assertThatThrownBy(() -> new SimulatedBootControl(directory.resolve("nowhere"), Slot.A).state())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("start the virtual device once");
    }
}
