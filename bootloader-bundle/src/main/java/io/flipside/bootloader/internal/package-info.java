// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Controls the bootloaders, finds out which slot runs, and reboots the device.
 *
 * <p>A bootloader is one class here: a {@code BootControl} that its configuration switches on. Where it keeps its variables
 * in an environment with Mender's names and rules, it extends {@link EnvironmentBootControl} and brings the
 * {@link io.flipside.bootloader.internal.environment.BootEnvironment}; its test extends
 * {@code EnvironmentBootControlContract}. Any other one implements {@code BootControl}; its test extends {@code BootControlContract}.
 */
@NullMarked
package io.flipside.bootloader.internal;

import org.jspecify.annotations.NullMarked;
