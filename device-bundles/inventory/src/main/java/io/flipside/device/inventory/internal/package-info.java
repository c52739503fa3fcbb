// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Who the device is and what it is made of: found out from the kernel, and from the integrator's scripts. */
@NullMarked
package io.flipside.device.inventory.internal;

import org.jspecify.annotations.NullMarked;
