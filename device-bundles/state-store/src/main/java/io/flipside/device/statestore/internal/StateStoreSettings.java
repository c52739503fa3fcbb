// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.statestore.internal;

import io.flipside.device.support.config.ValidatedSettings;
import java.nio.file.Path;
import org.osgi.annotation.bundle.Capability;

/**
 * Holds the values of the state store's configuration, read from a {@link StateStoreConfig}.
 *
 * @param directory on the data partition
 */
@Capability(namespace = "osgi.service", attribute = ValidatedSettings.PROVIDED, effective = "active")
record StateStoreSettings(Path directory) {
    static StateStoreSettings from(StateStoreConfig config) {
        return new StateStoreSettings(Path.of(config.directory()));
    }
}
