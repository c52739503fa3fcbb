// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Reads signing and verification keys from PEM files and PKCS#11 tokens. */
@NullMarked
package io.flipside.artifact.tool.internal.key;

import org.jspecify.annotations.NullMarked;
