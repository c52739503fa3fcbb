// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The device's memory: one text file of at most 1 MiB, replaced as a whole at every change, with the generation before
 * it kept beside it.
 *
 * <p>Files in the directory: {@code state} (the truth), {@code state.previous} (the one before; read only if
 * {@code state} is missing or damaged), {@code state.new} (a change that was cut off; never read), {@code state.damaged}
 * (a {@code state} that failed its checksum, kept for people), {@code lock} (held while a process uses the store).
 */
@NullMarked
package io.flipside.device.state.internal;

import org.jspecify.annotations.NullMarked;
