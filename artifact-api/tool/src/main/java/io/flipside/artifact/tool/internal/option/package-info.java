// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Declares groups of options that several commands share, each once. */
@NullMarked
package io.flipside.artifact.tool.internal.option;

import org.jspecify.annotations.NullMarked;
