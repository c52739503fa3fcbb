// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Simulates devices without hardware: two files as root partitions, a simulated bootloader, and a supervisor that plays power
 * supply, bootloader and kernel around the real agent process.
 */
@NullMarked
package io.flipside.virtual;

import org.jspecify.annotations.NullMarked;
