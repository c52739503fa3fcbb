// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Runs the programs of an update, state scripts and health checks, each bounded in time and output. */
@NullMarked
package io.flipside.device.updateengine.internal.script;

import org.jspecify.annotations.NullMarked;
