// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

/** Says whether the device has rebooted since the new content became active; a rollback has to know. */
public enum RebootedIntoUpdate {
    /** No: the old content runs. */
    NO,
    /** The engine was cut off, so the bootloader may have chosen either. */
    MAYBE,
    /** Yes: the new content was seen running. */
    YES
}
