// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Groups of options that several commands have; each is written down once. */
@NullMarked
package io.flipside.artifact.tool.internal.option;

import org.jspecify.annotations.NullMarked;
