// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** The console in a real browser, on the server that was built, with devices that speak HTTP only. */
@NullMarked
package io.flipside.server.console;

import org.jspecify.annotations.NullMarked;
