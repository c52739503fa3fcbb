// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

/**
 * Enumerates the actions of Mender's Update Module protocol that a payload handler performs after the download. Each
 * may be repeated.
 */
public enum PayloadAction {
    /** Makes the new content active, now or at the next boot. It must still be possible to go back. */
    INSTALL,
    /**
     * Reboots whatever the payload has to reboot; only asked for if the answer was {@link RebootNeed#YES}. If that ends
     * this process, the update goes on after the reboot; if the call returns, it goes on at once.
     */
    REBOOT,
    /** Fails unless the new content is what runs; follows the reboot. */
    VERIFY_REBOOT,
    /** Makes the new content stay. */
    COMMIT,
    /** Goes back; may follow INSTALL, the reboot, or a failed COMMIT, and must work if the action before was cut off. */
    ROLLBACK,
    /** Reboots into the old content; asked for as {@link #REBOOT} is. */
    ROLLBACK_REBOOT,
    /** Fails unless the old content is what runs; follows the reboot that follows ROLLBACK. */
    VERIFY_ROLLBACK_REBOOT,
    /** Is told that the update has failed; nothing is left to undo. */
    FAILURE,
    /** Removes what only the update needed. Always last; a failure is logged and fails no update. */
    CLEANUP
}
