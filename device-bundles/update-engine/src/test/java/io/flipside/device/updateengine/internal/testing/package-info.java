// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** A device to try the engine on: hand-made artifacts, a bootloader, a payload handler, and power cuts. */
@NullMarked
package io.flipside.device.updateengine.internal.testing;

import org.jspecify.annotations.NullMarked;
