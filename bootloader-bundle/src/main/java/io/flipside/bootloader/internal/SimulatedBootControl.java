// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.bootloader.internal.environment.SimulatedEnvironment;
import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.Slot;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Controls the simulated bootloader of a virtual device, {@link io.flipside.bootloader.simulated.SimulatedBootloader}. */
@Component(
        service = BootControl.class,
        configurationPid = "io.flipside.simulated",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SimulatedBootControl extends EnvironmentBootControl {
    @interface Config {
        String environment();

        String runningSlot();
    }

    @Activate
    public SimulatedBootControl(Config config) {
        this(Path.of(config.environment()), Slot.valueOf(config.runningSlot()));
    }

    SimulatedBootControl(Path environment, Slot running) {
        super(SimulatedEnvironment.open(environment), partitions(), () -> running);
    }

    private static SlotPartitionNumbers partitions() {
        return new SlotPartitionNumbers(
                Integer.parseInt(SimulatedEnvironment.partition(Slot.A)),
                Integer.parseInt(SimulatedEnvironment.partition(Slot.B)));
    }
}
