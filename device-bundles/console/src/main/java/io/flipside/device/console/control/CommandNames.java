// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.control;

import java.util.Set;

/**
 * Lists the names of the agent's commands, so that the launcher can reject a misspelt command before it starts
 * anything.
 */
public final class CommandNames {
    /** All of them. */
    public static final Set<String> ALL = Set.of(
            "install",
            "-rootfs",
            "commit",
            "-commit",
            "rollback",
            "resume",
            "status",
            "show-artifact",
            "show-provides",
            "check-update",
            "send-inventory",
            "bootstrap",
            "bundles",
            "bundle-update");

    private CommandNames() {}
}
