// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Finds out the device's identity and inventory, from the kernel and from the integrator's scripts. */
@NullMarked
package io.flipside.device.inventory.internal;

import org.jspecify.annotations.NullMarked;
