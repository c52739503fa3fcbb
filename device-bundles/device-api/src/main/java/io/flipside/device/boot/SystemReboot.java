// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.boot;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** Reboots the device. */
@ConsumerType
public interface SystemReboot {
    /**
     * Asks for the reboot and returns at once; the process is ended from outside soon after.
     *
     * @throws IOException if the reboot can't be asked for
     */
    void reboot() throws IOException;
}
