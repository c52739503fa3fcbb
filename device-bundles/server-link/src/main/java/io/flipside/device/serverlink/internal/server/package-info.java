// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Calls the device API of a server: requests, responses, token. */
@NullMarked
package io.flipside.device.serverlink.internal.server;

import org.jspecify.annotations.NullMarked;
