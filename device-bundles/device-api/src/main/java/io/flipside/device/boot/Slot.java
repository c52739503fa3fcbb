// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.boot;

/** Identifies one of the two root filesystem partitions. */
public enum Slot {
    A,
    B;

    /** The one that is not this. */
    public Slot other() {
        return this == A ? B : A;
    }
}
