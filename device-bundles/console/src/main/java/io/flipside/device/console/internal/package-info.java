// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Implements the agent's commands, and offers them as a service for the launcher and over the control channel. */
@NullMarked
package io.flipside.device.console.internal;

import org.jspecify.annotations.NullMarked;
