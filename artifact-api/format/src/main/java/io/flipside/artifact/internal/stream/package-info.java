// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Provides byte streams with known ends, in which malformed bytes are told from bytes that could not be read. */
@NullMarked
package io.flipside.artifact.internal.stream;

import org.jspecify.annotations.NullMarked;
