// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Serves the web console, which `src/main/web` is compiled to: its addresses, and how long a browser may keep what. */
@NullMarked
package io.flipside.server.console.boundary;

import org.jspecify.annotations.NullMarked;
