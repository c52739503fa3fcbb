// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Byte streams with known ends: whatever is malformed is told from what could not be read. */
@NullMarked
package io.flipside.artifact.internal.stream;

import org.jspecify.annotations.NullMarked;
