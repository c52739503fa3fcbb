// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.bootloader.internal.environment.BootEnvironment;
import io.flipside.bootloader.internal.environment.FlockLock;
import io.flipside.bootloader.internal.environment.FwEnvConfig;
import io.flipside.bootloader.internal.environment.UbootEnvironment;
import io.flipside.device.boot.BootControl;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** A device with U-Boot; shares its environment with {@code fw_printenv} and {@code fw_setenv}. */
@Component(
        service = BootControl.class,
        configurationPid = {"io.flipside.rootfs", "io.flipside.uboot"},
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class UbootControl extends EnvironmentControl {
    @interface Config {
        String slotA();

        String slotB();

        String environment() default "/etc/fw_env.config";

        int partA();

        int partB();

        String runningSlot() default "auto";
    }

    @Activate
    public UbootControl(Config config) {
        this(
                new UbootEnvironment(
                        () -> FwEnvConfig.read(Path.of(config.environment())), new FlockLock(FlockLock.OF_THE_TOOLS)),
                new Partitions(config.partA(), config.partB()),
                RunningSlot.of(config.runningSlot(), Path.of(config.slotA()), Path.of(config.slotB())));
    }

    UbootControl(BootEnvironment environment, Partitions partitions, RunningSlot runningSlot) {
        super(environment, partitions, runningSlot);
    }
}
