// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Holds what all commands share: environment, exit codes, exceptions, input files. */
@NullMarked
package io.flipside.artifact.tool.internal;

import org.jspecify.annotations.NullMarked;
