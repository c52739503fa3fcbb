// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Where signing and verification keys come from: PEM files and PKCS#11 tokens. */
@NullMarked
package io.flipside.artifact.tool.internal.key;

import org.jspecify.annotations.NullMarked;
