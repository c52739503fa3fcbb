// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Stops the engine's thread gracefully, and tells this process from the ones before it. */
@NullMarked
package io.flipside.device.updateengine.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
