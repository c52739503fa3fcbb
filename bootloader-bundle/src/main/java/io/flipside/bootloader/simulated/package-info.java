// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Simulates the bootloader of a virtual device, for the supervisor that starts the device's process. */
@NullMarked
package io.flipside.bootloader.simulated;

import org.jspecify.annotations.NullMarked;
