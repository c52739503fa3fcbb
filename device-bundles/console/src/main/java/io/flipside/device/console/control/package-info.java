// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Carries commands to the agent, and their output back, over the control channel. A unix domain socket carries one
 * request and one answer, as lines of text; only the JDK is needed, so that the launcher can use this package from
 * outside the framework.
 */
@NullMarked
package io.flipside.device.console.control;

import org.jspecify.annotations.NullMarked;
