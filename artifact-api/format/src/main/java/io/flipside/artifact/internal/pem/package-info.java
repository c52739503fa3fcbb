// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Takes PEM texts and the key structures in them apart. */
@NullMarked
package io.flipside.artifact.internal.pem;

import org.jspecify.annotations.NullMarked;
