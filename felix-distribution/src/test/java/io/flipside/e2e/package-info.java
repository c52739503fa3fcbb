// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** End to end: the distribution as it is shipped, in real processes, against the real server and the real tools. */
@NullMarked
package io.flipside.e2e;

import org.jspecify.annotations.NullMarked;
