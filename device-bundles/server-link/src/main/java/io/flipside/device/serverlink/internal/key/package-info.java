// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Keeps the private key with which the device signs its authentication requests. */
@NullMarked
package io.flipside.device.serverlink.internal.key;

import org.jspecify.annotations.NullMarked;
