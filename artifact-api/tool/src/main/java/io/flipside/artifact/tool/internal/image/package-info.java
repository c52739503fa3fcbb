// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Reads and changes files inside the ext4 image that an artifact carries, through debugfs. */
@NullMarked
package io.flipside.artifact.tool.internal.image;

import org.jspecify.annotations.NullMarked;
