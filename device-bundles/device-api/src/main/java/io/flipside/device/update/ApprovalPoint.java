// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

/** Lists the points of a managed update at which the {@link UpdateApprover}s are asked. */
public enum ApprovalPoint {
    /** Before the download. */
    DOWNLOAD,
    /** Before the payload becomes active. */
    INSTALL,
    /** Before the reboot into the new system. */
    REBOOT,
    /** Before the new system is committed. */
    COMMIT,
    /** At the end: the answer does not matter, but the update only ends when the call has returned. */
    REPORT
}
