// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Records what must survive a reboot: the journal of the update in progress, what the device provides, the update's log. */
@NullMarked
package io.flipside.device.updateengine.internal.journal;

import org.jspecify.annotations.NullMarked;
