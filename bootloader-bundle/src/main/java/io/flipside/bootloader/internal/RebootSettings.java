// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.device.support.config.ValidatedSettings;
import org.osgi.annotation.bundle.Capability;

/**
 * Holds the values of the reboot command's configuration, read from a {@link RebootConfig}.
 *
 * @param command words, with blanks between them
 */
@Capability(namespace = "osgi.service", attribute = ValidatedSettings.PROVIDED, effective = "active")
record RebootSettings(String command) {
    static RebootSettings from(RebootConfig config) {
        return new RebootSettings(config.command());
    }
}
