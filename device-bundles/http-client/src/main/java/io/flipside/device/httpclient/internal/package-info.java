// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Implements the device's HTTP client on Apache HttpComponents (classic), which lies inside this bundle and is seen by
 * nobody else. Each exchange has a connection of its own, on an interruptible channel: closing that channel ends whatever
 * blocks, whichever class of the library it blocks in. Nothing is pooled, so there is no idle connection and no thread.
 */
@NullMarked
package io.flipside.device.httpclient.internal;

import org.jspecify.annotations.NullMarked;
