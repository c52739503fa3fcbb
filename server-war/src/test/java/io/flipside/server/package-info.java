// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** The server that was built, as a process of its own. */
@NullMarked
package io.flipside.server;

import org.jspecify.annotations.NullMarked;
