// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

/**
 * Enumerates the properties of phases that decide how an update proceeds. The {@link TransitionTable} assigns them to
 * phases.
 */
enum PhaseProperty {
    /** Nothing is installed yet, so that giving up needs no rollback. */
    NOTHING_INSTALLED,
    /** Cut off here, the step is tried again a limited number of times; then the update fails. */
    TRIED_AGAIN,
    /** Cut off here, the update fails. */
    FAILS_WHEN_CUT_OFF,
    /** What was installed can be undone from here, if the payload can. */
    REVERSIBLE,
    /** An operator may confirm the commit after the device has rebooted from here. */
    COMMITTABLE,
    /** It is undoing what was installed. */
    UNDOING,
    /** In standalone mode nothing happens here until the operator decides. */
    AWAITS_OPERATOR,
    /** It only ends the update; an update that is given up goes through it, too. */
    ENDING,
    /** The outcome is settled and shown. */
    SHOWS_OUTCOME,
    /** The artifact becomes what the device provides when this is entered. */
    INSTALLED
}
