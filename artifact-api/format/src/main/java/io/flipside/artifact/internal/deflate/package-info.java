// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Compresses in the deflate format (RFC 1951). The JDK's own compressor is the zlib of the machine, or another one in its
 * place: its output differs from machine to machine, and it is several times slower than what a build needs.
 */
@NullMarked
package io.flipside.artifact.internal.deflate;

import org.jspecify.annotations.NullMarked;
