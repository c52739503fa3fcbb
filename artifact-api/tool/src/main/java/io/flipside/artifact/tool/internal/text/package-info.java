// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Formats what the tool prints: an artifact as text or JSON, a command line, progress. */
@NullMarked
package io.flipside.artifact.tool.internal.text;

import org.jspecify.annotations.NullMarked;
