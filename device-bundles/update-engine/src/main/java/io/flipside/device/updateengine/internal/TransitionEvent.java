// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

/** Enumerates how a step can end; phase and event together give the next phase in the {@link TransitionTable}. */
enum TransitionEvent {
    /** As it should. */
    DONE,
    /** As it should, and a reboot is needed. */
    REBOOT,
    /** As it should, and an operator has to decide before the next step. */
    ASK,
    /** The update has failed, or was refused, or is not needed; what was done so far is undone. */
    BACK,
    /** The update has failed, and what was done so far can't be undone. */
    STUCK
}
