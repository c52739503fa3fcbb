// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

/** Tells whether installed content needs a reboot to become active, and who performs the reboot. */
public enum RebootNeed {
    /** No reboot: the content is active after INSTALL. */
    NO,
    /** The engine reboots the device, once for all payloads. */
    AUTOMATIC,
    /** The payload reboots the device, or restarts itself, in {@link PayloadAction#REBOOT} and {@link PayloadAction#ROLLBACK_REBOOT}. */
    YES
}
