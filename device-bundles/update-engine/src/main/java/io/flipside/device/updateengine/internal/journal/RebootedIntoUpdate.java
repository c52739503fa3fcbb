// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

/** Whether the device has restarted since the new content became active; decides what a way back must look like. */
public enum RebootedIntoUpdate {
    /** No: the old content runs. */
    NO,
    /** The engine was cut off, so the bootloader may have chosen either. */
    MAYBE,
    /** Yes: the new content was seen running. */
    YES
}
