// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Reads and writes the tar dialects that artifacts are made of (USTAR, PAX, GNU long names), and nothing else of tar. */
@NullMarked
package io.flipside.artifact.internal.tar;

import org.jspecify.annotations.NullMarked;
