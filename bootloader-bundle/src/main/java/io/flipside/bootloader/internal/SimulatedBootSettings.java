// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.device.boot.Slot;
import io.flipside.device.support.config.ValidatedSettings;
import java.nio.file.Path;
import org.osgi.annotation.bundle.Capability;

/**
 * Holds the values of the simulated bootloader's configuration, read from a {@link SimulatedBootConfig}.
 *
 * @param environment file of the boot variables
 * @param runningSlot slot whose system runs now
 */
@Capability(namespace = "osgi.service", attribute = ValidatedSettings.PROVIDED, effective = "active")
record SimulatedBootSettings(Path environment, Slot runningSlot) {
    static SimulatedBootSettings from(SimulatedBootConfig config) {
        return new SimulatedBootSettings(Path.of(config.environment()), Slot.valueOf(config.runningSlot()));
    }
}
