// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** The command table, and the two ways to it: a service for the launcher, and the control channel. */
@NullMarked
package io.flipside.device.console.internal;

import org.jspecify.annotations.NullMarked;
