// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

/** Enumerates the decisions that an operator can make about an update in standalone mode. */
public enum OperatorDecision {
    /** Commit it. */
    COMMIT,
    /** Undo it. */
    ROLLBACK,
    /** Go on where it stands (after the reboot, or after a crash). */
    RESUME
}
