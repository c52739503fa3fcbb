// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** What every command shares: the session, exit codes, the defaults of written artifacts. */
@NullMarked
package io.flipside.artifact.tool.internal;

import org.jspecify.annotations.NullMarked;
