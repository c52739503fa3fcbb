// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

/** Lists the exit codes of the device's {@code flipside} commands. */
final class ExitCode {
    /** The command has done what it says. */
    static final int DONE = 0;
    /** Something went wrong; a message says what. */
    static final int ERROR = 1;
    /** There is no update in progress that this command could go on with. */
    static final int NOTHING_IN_PROGRESS = 2;
    /** All done so far; the device must be rebooted before the update can go on. */
    static final int REBOOT_REQUIRED = 4;

    private ExitCode() {}
}
