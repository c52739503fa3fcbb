// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The payload type {@code rootfs-image}: streams an image into the slot that does not run, reads it back, and has the
 * bootloader try it.
 */
@NullMarked
package io.flipside.device.partition.internal;

import org.jspecify.annotations.NullMarked;
