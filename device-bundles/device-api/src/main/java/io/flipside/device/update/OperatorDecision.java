// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

/** What a person can tell a flow in standalone mode. */
public enum OperatorDecision {
    /** Make it permanent. */
    COMMIT,
    /** Undo it. */
    ROLLBACK,
    /** Go on where it stands (after the restart, or after a crash). */
    RESUME
}
