// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

/** Tells whether the device has rebooted into the new content, on which a rollback depends. */
public enum RebootedIntoUpdate {
    /** No: the old content runs. */
    NO,
    /** The engine was cut off, so the bootloader may have chosen either. */
    MAYBE,
    /** Yes: the new content was seen running. */
    YES
}
