// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Signs and verifies with keys on PKCS#11 tokens, which a URI names and which never leave them. */
@NullMarked
package io.flipside.artifact.tool.internal.key.token;

import org.jspecify.annotations.NullMarked;
