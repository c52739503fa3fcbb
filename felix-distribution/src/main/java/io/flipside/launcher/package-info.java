// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Starts the agent: the OSGi framework, its configuration, its bundles; and passes commands to one that runs. */
@NullMarked
package io.flipside.launcher;

import org.jspecify.annotations.NullMarked;
