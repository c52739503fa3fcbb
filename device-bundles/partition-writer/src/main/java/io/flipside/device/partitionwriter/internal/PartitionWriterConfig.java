// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Declares the configuration keys of the root partitions ({@code rootfs.*}). */
@ObjectClassDefinition(pid = "io.flipside.rootfs", name = "Root partitions")
@interface PartitionWriterConfig {
    @AttributeDefinition(description = "block device of slot A")
    String slotA();

    @AttributeDefinition(description = "block device of slot B")
    String slotB();
}
