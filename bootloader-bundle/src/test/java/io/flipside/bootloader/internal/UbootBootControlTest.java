// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.bootloader.internal.environment.BootEnvironment;
import io.flipside.bootloader.internal.environment.EnvironmentFiles;
import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

class UbootBootControlTest extends EnvironmentBootControlContract {
    @Override
    BootEnvironment environment(Path directory) throws IOException {
        EnvironmentFiles.create(
                directory,
                Map.of(
                        "mender_boot_part", "2",
                        "mender_boot_part_hex", "2",
                        "upgrade_available", "0",
                        "bootcount", "0"));
        return EnvironmentFiles.open(directory);
    }

    @Override
    BootControl running(Slot running) {
        return new UbootBootControl(EnvironmentFiles.open(directory), new SlotPartitionNumbers(2, 3), () -> running);
    }
}
