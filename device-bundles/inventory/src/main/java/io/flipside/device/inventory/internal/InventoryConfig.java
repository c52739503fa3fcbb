// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Declares the configuration keys of identity and inventory ({@code inventory.*}). */
@ObjectClassDefinition(pid = "io.flipside.inventory", name = "Identity and inventory")
@interface InventoryConfig {
    @AttributeDefinition(
            description =
                    "executable that prints the identity as key=value lines; without it the MAC address is the identity")
    String identityScript() default "";

    @AttributeDefinition(
            description = "directory with executables *inventory-* that print attributes as key=value lines")
    String directory() default "";

    @AttributeDefinition(description = "longest run of a script in seconds", min = "1", max = "86400")
    int scriptSeconds() default 60;
}
