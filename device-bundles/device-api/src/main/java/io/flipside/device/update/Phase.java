// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

/** Enumerates the phases of an update. They stand in the order of a good update, then of a failed one; only readers need it. */
public enum Phase {
    /** No update. */
    IDLE,
    /** The artifact streams in and is written to where nothing uses it. */
    DOWNLOAD,
    /** The payload becomes active, now or at the next boot. */
    INSTALL,
    /** Waits for the reboot. */
    REBOOT,
    /** The new system looks whether it is the new system, and whether it is healthy. */
    VERIFY_REBOOT,
    /** Standalone mode: waits for the operator's confirmation. */
    AWAIT_COMMIT,
    /** The new system is committed. */
    COMMIT,
    /** Committed; what follows the commit (scripts) runs. */
    COMMITTED,
    /** Goes back. */
    ROLLBACK,
    /** Waits for the reboot into the old system. */
    ROLLBACK_REBOOT,
    /** The old system looks whether it is the old system. */
    VERIFY_ROLLBACK_REBOOT,
    /** The update has failed and is undone as far as it could be. */
    FAILURE,
    /** Leftovers are removed. */
    CLEANUP,
    /** The outcome is told to whoever asked for the update. */
    REPORT
}
