// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Reads and writes the bootloader's variables in U-Boot's format: one or two copies of a checksummed block, on a device or in a file. */
@NullMarked
package io.flipside.bootloader.internal.environment;

import org.jspecify.annotations.NullMarked;
