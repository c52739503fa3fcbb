// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Declares the block devices of the two slots ({@code rootfs.*}), to which the partition writer writes images. Boot
 * control declares the same keys in its own bundle.
 */
@ObjectClassDefinition(pid = "io.flipside.rootfs", name = "Root partitions")
@interface PartitionWriterConfig {
    @AttributeDefinition(description = "block device of slot A")
    String slotA();

    @AttributeDefinition(description = "block device of slot B")
    String slotB();
}
