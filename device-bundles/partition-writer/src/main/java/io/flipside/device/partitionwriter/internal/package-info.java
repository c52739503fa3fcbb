// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Installs the payload type {@code rootfs-image}: streams an image into the slot that does not run, reads it back, and has
 * the bootloader start it on trial.
 *
 * <p>Every few seconds what was written is made durable, and then its extent is noted in the update's work directory. An
 * attempt that follows one that was cut off goes on there, if the slot still holds it; what the note says is not believed.
 */
@NullMarked
package io.flipside.device.partitionwriter.internal;

import org.jspecify.annotations.NullMarked;
