// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** The bootloader of a virtual device: what a supervisor calls before it starts the device's process. */
@NullMarked
package io.flipside.bootloader.simulated;

import org.jspecify.annotations.NullMarked;
