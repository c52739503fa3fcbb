// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.device.support.config.ValidatedSettings;
import java.nio.file.Path;
import org.osgi.annotation.bundle.Capability;

/**
 * Holds the values of U-Boot's configuration, read from a {@link UbootConfig} and a {@link RootfsSlotsConfig}.
 *
 * @param environment configuration file of {@code fw_printenv}
 * @param partitions partition numbers of the slots
 * @param runningSlot finds the slot whose system runs now
 */
@Capability(namespace = "osgi.service", attribute = ValidatedSettings.PROVIDED, effective = "active")
record UbootSettings(Path environment, SlotPartitionNumbers partitions, RunningSlotFinder runningSlot) {
    static UbootSettings from(UbootConfig config, RootfsSlotsConfig slots) {
        return new UbootSettings(
                Path.of(config.environment()),
                new SlotPartitionNumbers(config.partA(), config.partB()),
                RunningSlotFinder.of(config.runningSlot(), Path.of(slots.slotA()), Path.of(slots.slotB())));
    }
}
