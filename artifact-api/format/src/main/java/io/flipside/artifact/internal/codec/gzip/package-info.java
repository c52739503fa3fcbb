// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Reads and writes gzip (RFC 1952), member by member. */
@NullMarked
package io.flipside.artifact.internal.codec.gzip;

import org.jspecify.annotations.NullMarked;
