// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Runs what the server does by itself, without a request, again and again. */
@NullMarked
package io.flipside.server.schedule;

import org.jspecify.annotations.NullMarked;
