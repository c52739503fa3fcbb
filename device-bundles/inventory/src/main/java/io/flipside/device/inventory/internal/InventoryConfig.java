// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

/** Declares the configuration of PID {@code io.flipside.inventory}. */
@interface InventoryConfig {
    /** Executable that prints the identity as key=value lines; without it the MAC address is the identity. */
    String identityScript() default "";

    /** Directory with executables {@code *inventory-*} that print attributes as key=value lines. */
    String directory() default "";

    /** Longest run of a script in seconds. */
    int scriptSeconds() default 60;
}
