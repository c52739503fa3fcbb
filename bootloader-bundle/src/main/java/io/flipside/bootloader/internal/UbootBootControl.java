// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.bootloader.internal.environment.BootEnvironment;
import io.flipside.bootloader.internal.environment.FlockEnvironmentLock;
import io.flipside.bootloader.internal.environment.FwEnvConfig;
import io.flipside.bootloader.internal.environment.UbootEnvironment;
import io.flipside.device.boot.BootControl;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Controls U-Boot through the environment that {@code fw_printenv} and {@code fw_setenv} also use. */
@Component(service = BootControl.class, property = "service.pid=io.flipside.uboot", immediate = true)
public final class UbootBootControl extends EnvironmentBootControl {
    @Activate
    public UbootBootControl(@Reference UbootSettings settings) {
        this(environment(settings.environment()), settings.partitions(), settings.runningSlot());
    }

    private static BootEnvironment environment(Path file) {
        return new UbootEnvironment(
                () -> FwEnvConfig.read(file), new FlockEnvironmentLock(FlockEnvironmentLock.OF_THE_TOOLS));
    }

    UbootBootControl(BootEnvironment environment, SlotPartitionNumbers partitions, RunningSlotFinder runningSlot) {
        super(environment, partitions, runningSlot);
    }
}
