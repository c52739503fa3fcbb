// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Stores the device's state in one text file of at most 1 MiB, which is replaced as a whole at every change; the one before
 * it is kept beside it.
 *
 * <p>Files in the directory: {@code state} (the truth), {@code state.previous} (the one before; read only if
 * {@code state} is missing or damaged), {@code state.new} (a change that was cut off; never read), {@code state.damaged}
 * (a {@code state} that failed its checksum, kept for people), {@code lock} (held while a process uses the store).
 */
@NullMarked
package io.flipside.device.statestore.internal;

import org.jspecify.annotations.NullMarked;
