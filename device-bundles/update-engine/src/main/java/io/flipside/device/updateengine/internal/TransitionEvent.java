// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

/** How a step ended. */
enum TransitionEvent {
    /** As it should. */
    DONE,
    /** As it should, and the device has to restart. */
    RESTART,
    /** As it should, and a person has to agree before the next step. */
    ASK,
    /** The update goes no further, and what was done so far is undone: failed, refused, not wanted or not needed. */
    BACK,
    /** The update goes no further, and what was done so far can't be undone. */
    STUCK
}
