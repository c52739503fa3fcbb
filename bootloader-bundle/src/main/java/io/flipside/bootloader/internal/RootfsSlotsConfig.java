// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Declares the configuration keys of the root partitions ({@code rootfs.*}), by which the running slot is found. */
@ObjectClassDefinition(pid = "io.flipside.rootfs", name = "Root partitions")
@interface RootfsSlotsConfig {
    @AttributeDefinition(description = "block device of slot A")
    String slotA();

    @AttributeDefinition(description = "block device of slot B")
    String slotB();
}
