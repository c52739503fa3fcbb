// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.bootloader.internal.environment.SimulatedBootEnvironment;
import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.Slot;
import io.flipside.device.support.config.TypedConfiguration;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Controls the {@link io.flipside.bootloader.simulated.SimulatedBootloader} of a virtual device. */
@Component(
        service = BootControl.class,
        configurationPid = "io.flipside.simulated",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SimulatedBootControl extends EnvironmentBootControl {
    @Activate
    public SimulatedBootControl(Map<String, Object> properties) {
        this(
                TypedConfiguration.read(SimulatedBootConfig.class, properties, config -> Path.of(config.environment())),
                TypedConfiguration.read(
                        SimulatedBootConfig.class, properties, config -> Slot.valueOf(config.runningSlot())));
    }

    SimulatedBootControl(Path environment, Slot running) {
        super(SimulatedBootEnvironment.open(environment), partitions(), () -> running);
    }

    private static SlotPartitionNumbers partitions() {
        return new SlotPartitionNumbers(
                Integer.parseInt(SimulatedBootEnvironment.partition(Slot.A)),
                Integer.parseInt(SimulatedBootEnvironment.partition(Slot.B)));
    }
}
