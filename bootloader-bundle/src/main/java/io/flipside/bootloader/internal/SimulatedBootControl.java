// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.bootloader.internal.environment.SimulatedBootEnvironment;
import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.Slot;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Controls the {@link io.flipside.bootloader.simulated.SimulatedBootloader} of a virtual device. */
@Component(service = BootControl.class, property = "service.pid=io.flipside.simulated")
public final class SimulatedBootControl extends EnvironmentBootControl {
    @Activate
    public SimulatedBootControl(@Reference SimulatedBootSettings settings) {
        this(settings.environment(), settings.runningSlot());
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
