// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.virtual;

import java.nio.file.Path;
import java.util.Map;

/**
 * Holds the configuration of a virtual device: identity, device type, slot size, distribution, agent configuration.
 *
 * @param mac its identity
 * @param deviceType what kind of device it is
 * @param slotSize size of each root partition in bytes
 * @param distribution the unpacked distribution, as it would lie on the device
 * @param settings further lines of the agent's configuration, which replace the usual ones; an empty value removes a line
 */
public record VirtualDeviceConfig(
        String mac, String deviceType, long slotSize, Path distribution, Map<String, String> settings) {
    public VirtualDeviceConfig {
        settings = Map.copyOf(settings);
    }

    /** The same device, except for one setting. */
    public VirtualDeviceConfig with(String key, String value) {
        Map<String, String> changed = new java.util.TreeMap<>(settings);
        changed.put(key, value);
        return new VirtualDeviceConfig(mac, deviceType, slotSize, distribution, changed);
    }
}
