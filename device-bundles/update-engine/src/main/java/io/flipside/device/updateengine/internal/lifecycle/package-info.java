// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Start and end of the engine's thread: stops it gracefully, and tells this process from the ones before it. */
@NullMarked
package io.flipside.device.updateengine.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
