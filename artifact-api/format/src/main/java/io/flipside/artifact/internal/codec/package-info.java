// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** The compressions, in units of bounded size that several cores can work on. */
@NullMarked
package io.flipside.artifact.internal.codec;

import org.jspecify.annotations.NullMarked;
