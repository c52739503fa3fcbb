// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads keys from files of all kinds. Bouncy Castle does it, for all but plain PEM files, and signs with ECDSA keys: it is
 * loaded for these only, and no class outside of this package refers to it.
 */
@NullMarked
package io.flipside.artifact.tool.internal.key.file;

import org.jspecify.annotations.NullMarked;
