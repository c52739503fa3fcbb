// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Implements the subcommands, one class each: options in, one call of the library, an exit code out. */
@NullMarked
package io.flipside.artifact.tool.internal.command;

import org.jspecify.annotations.NullMarked;
