// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Opens decoders and makes encoders for the compressions of the format; one package below for each of them. */
@NullMarked
package io.flipside.artifact.internal.codec;

import org.jspecify.annotations.NullMarked;
