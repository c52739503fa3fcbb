// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** What the engine must not forget: the journal of the update in progress, what the device provides, and the update's log. */
@NullMarked
package io.flipside.device.updateengine.internal.journal;

import org.jspecify.annotations.NullMarked;
