// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

/** The steps of an update that a payload type performs after its files have arrived. Each may be repeated. */
public enum PayloadAction {
    /** Make the new content active, now or at the next start. It must still be possible to go back. */
    INSTALL,
    /** After the restart: fail unless the new content is what runs. */
    VERIFY_REBOOT,
    /** Make it permanent. */
    COMMIT,
    /** Go back; may follow INSTALL, the restart, or a failed COMMIT, and must work if the step before was cut off. */
    ROLLBACK,
    /** After the restart that follows ROLLBACK: fail unless the old content is what runs. */
    VERIFY_ROLLBACK_REBOOT,
    /** The update has failed; nothing is left to undo. */
    FAILURE,
    /** Always last: remove what only the update needed. Never fails an update. */
    CLEANUP
}
