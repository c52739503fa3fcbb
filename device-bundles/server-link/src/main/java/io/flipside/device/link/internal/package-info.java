// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Managed mode: polls a server, starts the updates that it orders, tells it how they fare, and asks it before a commit.
 *
 * <p>Two threads meet here. The <em>poller</em> is this bundle's own: authorisation, polls, inventory, progress. The
 * engine's thread comes in through the <em>gate</em>; whatever it waits for ends with an interrupt, and ends with a
 * {@link java.util.concurrent.CancellationException} when this bundle goes away.
 */
@NullMarked
package io.flipside.device.link.internal;

import org.jspecify.annotations.NullMarked;
