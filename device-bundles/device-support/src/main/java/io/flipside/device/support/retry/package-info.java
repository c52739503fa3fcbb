// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Spaces out tries of something that failed. */
@NullMarked
package io.flipside.device.support.retry;

import org.jspecify.annotations.NullMarked;
