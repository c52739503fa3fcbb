// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Runs programs of the device within limits of time and output.
 */
@NullMarked
package io.flipside.device.support.program;

import org.jspecify.annotations.NullMarked;
