// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** The key that this device proves itself with. */
@NullMarked
package io.flipside.device.link.internal.key;

import org.jspecify.annotations.NullMarked;
