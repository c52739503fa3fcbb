// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.util.Map;

/**
 * Explains the exit code of a server's process.
 *
 * @param code more than 128: of the signal that ended it
 */
record ProcessEnding(int code) {
    /** How {@link PayaraMain} says that the server cannot start. */
    static final int NO_START = 1;

    /** By {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int SIGNALS = 128;
    private static final Map<Integer, String> REASONS = Map.of(
            4, "crashed with SIGILL",
            6, "crashed with SIGABRT",
            7, "crashed with SIGBUS",
            8, "crashed with SIGFPE",
            9, "was killed with SIGKILL, by a person or because the machine had no memory left",
            11, "crashed with SIGSEGV");

    /** Whether somebody wanted it: SIGHUP, SIGINT or SIGTERM, or an end without a failure. */
    boolean wasAsked() {
        return code == 0 || code == SIGNALS + 1 || code == SIGNALS + 2 || code == SIGNALS + 15;
    }

    @Override
    public String toString() {
        String reason = code == OUT_OF_MEMORY ? "ran out of memory" : REASONS.getOrDefault(code - SIGNALS, "ended");
        return reason + " (exit code " + code + ")";
    }
}
