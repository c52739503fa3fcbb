// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.bootloader.internal.environment.EnvironmentFile;
import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.Slot;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** A virtual device, whose bootloader is {@link io.flipside.bootloader.simulated.SimulatedBootloader}. */
@Component(
        service = BootControl.class,
        configurationPid = "io.flipside.simulated",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SimulatedControl extends EnvironmentControl {
    @interface Config {
        String environment();

        String runningSlot();
    }

    @Activate
    public SimulatedControl(Config config) {
        this(Path.of(config.environment()), Slot.valueOf(config.runningSlot()));
    }

    SimulatedControl(Path environment, Slot running) {
        super(EnvironmentFile.open(environment), partitions(), () -> running);
    }

    private static Partitions partitions() {
        return new Partitions(
                Integer.parseInt(EnvironmentFile.partition(Slot.A)),
                Integer.parseInt(EnvironmentFile.partition(Slot.B)));
    }
}
