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
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Controls U-Boot by its environment, which it shares with {@code fw_printenv} and {@code fw_setenv}. */
@Component(
        service = BootControl.class,
        configurationPid = {"io.flipside.rootfs", "io.flipside.uboot"},
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class UbootBootControl extends EnvironmentBootControl {
    @interface Config {
        String slotA();

        String slotB();

        String environment() default "/etc/fw_env.config";

        int partA();

        int partB();

        String runningSlot() default "auto";
    }

    @Activate
    public UbootBootControl(Config config) {
        this(
                new UbootEnvironment(
                        () -> FwEnvConfig.read(Path.of(config.environment())),
                        new FlockEnvironmentLock(FlockEnvironmentLock.OF_THE_TOOLS)),
                new SlotPartitionNumbers(config.partA(), config.partB()),
                RunningSlotFinder.of(config.runningSlot(), Path.of(config.slotA()), Path.of(config.slotB())));
    }

    UbootBootControl(BootEnvironment environment, SlotPartitionNumbers partitions, RunningSlotFinder runningSlot) {
        super(environment, partitions, runningSlot);
    }
}
