// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.bootloader.internal.environment.BootEnvironment;
import io.flipside.bootloader.internal.environment.FlockEnvironmentLock;
import io.flipside.bootloader.internal.environment.FwEnvConfig;
import io.flipside.bootloader.internal.environment.UbootEnvironment;
import io.flipside.device.boot.BootControl;
import io.flipside.device.support.config.TypedConfiguration;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Controls U-Boot through the environment that {@code fw_printenv} and {@code fw_setenv} also use. */
@Component(
        service = BootControl.class,
        configurationPid = {"io.flipside.rootfs", "io.flipside.uboot"},
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
public final class UbootBootControl extends EnvironmentBootControl {
    @Activate
    public UbootBootControl(Map<String, Object> properties) {
        this(
                TypedConfiguration.read(UbootConfig.class, properties, UbootBootControl::environment),
                TypedConfiguration.read(
                        UbootConfig.class,
                        properties,
                        config -> new SlotPartitionNumbers(config.partA(), config.partB())),
                TypedConfiguration.read(
                        RootfsSlotsConfig.class,
                        properties,
                        slots -> TypedConfiguration.read(
                                UbootConfig.class,
                                properties,
                                config -> RunningSlotFinder.of(
                                        config.runningSlot(), Path.of(slots.slotA()), Path.of(slots.slotB())))));
    }

    private static BootEnvironment environment(UbootConfig config) {
        Path file = Path.of(config.environment());
        return new UbootEnvironment(
                () -> FwEnvConfig.read(file), new FlockEnvironmentLock(FlockEnvironmentLock.OF_THE_TOOLS));
    }

    UbootBootControl(BootEnvironment environment, SlotPartitionNumbers partitions, RunningSlotFinder runningSlot) {
        super(environment, partitions, runningSlot);
    }
}
