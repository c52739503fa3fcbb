// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Serves the pages of the web console, and the REST calls that only the web console makes. */
@NullMarked
package io.flipside.server.console.boundary;

import org.jspecify.annotations.NullMarked;
