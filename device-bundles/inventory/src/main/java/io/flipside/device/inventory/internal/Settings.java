// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where to look.
 *
 * @param identityScript prints the identity
 * @param directory holds inventory scripts
 * @param limit longest run of a script
 * @param root the root directory; another one in tests
 */
record Settings(Optional<Path> identityScript, Optional<Path> directory, Duration limit, Path root) {
    static Settings from(Config config) {
        return new Settings(
                path(config.identityScript()),
                path(config.directory()),
                Duration.ofSeconds(Math.max(1, config.scriptSeconds())),
                Path.of("/"));
    }

    private static Optional<Path> path(String name) {
        return name.isBlank() ? Optional.empty() : Optional.of(Path.of(name.strip()));
    }
}
