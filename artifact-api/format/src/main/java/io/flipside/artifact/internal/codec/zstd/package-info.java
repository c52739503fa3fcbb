// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Reads and writes zstd (RFC 8878), frame by frame; the library compresses and decompresses each frame. */
@NullMarked
package io.flipside.artifact.internal.codec.zstd;

import org.jspecify.annotations.NullMarked;
