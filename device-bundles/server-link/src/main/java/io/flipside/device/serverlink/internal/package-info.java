// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Implements managed mode: polls a server, starts the updates that it offers, reports their status, and asks the server
 * before a commit.
 *
 * <p>Two threads meet here. The <em>poller</em> is this bundle's own: authorisation, polls, inventory, progress. The
 * engine's thread comes in through the <em>approver</em>; whatever it waits for ends with an interrupt, and ends with a
 * {@link java.util.concurrent.CancellationException} when this bundle goes away.
 */
@NullMarked
package io.flipside.device.serverlink.internal;

import org.jspecify.annotations.NullMarked;
