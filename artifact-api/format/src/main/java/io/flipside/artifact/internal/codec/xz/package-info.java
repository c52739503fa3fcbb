// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Reads and writes xz, block by block; the library does LZMA2 and the filters. */
@NullMarked
package io.flipside.artifact.internal.codec.xz;

import org.jspecify.annotations.NullMarked;
