// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads and writes the tar dialects that artifacts are made of (USTAR, PAX, GNU long names), and nothing else of tar.
 *
 * <p>Considered instead: commons-compress (with commons-io, commons-lang3 and commons-codec 2.8 MB). It lets through what
 * must be refused here (links, devices, sparse files, garbage in the padding, a missing end, two long names of which
 * readers take different ones), reads extensions of any length into memory, and does not say where an entry starts, which
 * errors and resumed downloads need: every check would have to be made before it, on the same header. The price of our own
 * is some 550 lines and a fuzz target.
 */
@NullMarked
package io.flipside.artifact.internal.tar;

import org.jspecify.annotations.NullMarked;
