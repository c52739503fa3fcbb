// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** The bootloader's variables, in U-Boot's own format: one or two copies of a checksummed block, on a device or in a file. */
@NullMarked
package io.flipside.bootloader.internal.environment;

import org.jspecify.annotations.NullMarked;
