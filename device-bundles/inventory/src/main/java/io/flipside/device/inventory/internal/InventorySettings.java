// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import io.flipside.device.support.config.ValidatedSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.bundle.Capability;

/**
 * Holds the values of the identity and inventory configuration, read from an {@link InventoryConfig}.
 *
 * @param identityScript prints the identity
 * @param directory holds inventory scripts
 * @param limit longest run of a script
 * @param root the root directory; another one in tests
 */
@Capability(namespace = "osgi.service", attribute = ValidatedSettings.PROVIDED, effective = "active")
record InventorySettings(Optional<Path> identityScript, Optional<Path> directory, Duration limit, Path root) {
    static InventorySettings from(InventoryConfig config) {
        return new InventorySettings(
                path(config.identityScript()),
                path(config.directory()),
                Duration.ofSeconds(Math.max(1, config.scriptSeconds())),
                Path.of("/"));
    }

    private static Optional<Path> path(String name) {
        return name.isBlank() ? Optional.empty() : Optional.of(Path.of(name.strip()));
    }
}
