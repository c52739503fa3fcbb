// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Compresses in the deflate format (RFC 1951).
 *
 * <p>Considered instead: java.util.zip.Deflater, which is the zlib of the machine or another library in its place, so that
 * the same input gives other bytes on another machine, and which takes several times as long; and libdeflate or ISA-L
 * behind JNI, which are fast but need a native library for each platform on which somebody builds artifacts. Artifacts are
 * to be reproducible, so the price is some 800 lines, checked against java.util.zip.Inflater. Decompression is the JDK's.
 */
@NullMarked
package io.flipside.artifact.internal.deflate;

import org.jspecify.annotations.NullMarked;
