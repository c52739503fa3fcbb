// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Controls the bootloaders of a device; the bundle flipside-bootloader. Nothing here is exported. */
@NullMarked
package io.flipside.bootloader;

import org.jspecify.annotations.NullMarked;
