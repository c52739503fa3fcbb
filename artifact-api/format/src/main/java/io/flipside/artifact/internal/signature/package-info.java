// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Signs and verifies manifests: RSA (PKCS#1 v1.5) and ECDSA P-256, both with SHA-256. */
@NullMarked
package io.flipside.artifact.internal.signature;

import org.jspecify.annotations.NullMarked;
