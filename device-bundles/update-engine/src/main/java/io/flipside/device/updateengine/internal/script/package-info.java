// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Programs that the engine runs on the way: state scripts and health checks, each bounded in time and output. */
@NullMarked
package io.flipside.device.updateengine.internal.script;

import org.jspecify.annotations.NullMarked;
