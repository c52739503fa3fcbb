// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Implements the update engine: updates run on one thread, driven by the table in {@link
 * io.flipside.device.updateengine.internal.TransitionTable}.
 *
 * <p>A <em>step</em> is what is done in a phase. It ends with an <em>event</em>; the table says which phase comes next,
 * and that is journalled before its step begins. Whoever is cut off therefore finds in the journal what was being done.
 * Two cases are told apart by the name of the process in the journal: if it is this process, only the engine's bundle
 * was replaced, and the step is done again; otherwise the device may have rebooted, and the second table says how to go
 * on. In standalone mode a new process does nothing without the operator's decision.
 */
@NullMarked
package io.flipside.device.updateengine.internal;

import org.jspecify.annotations.NullMarked;
