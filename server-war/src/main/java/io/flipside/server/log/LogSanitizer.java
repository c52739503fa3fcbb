// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.log;

/** Text from outside on its way into the log: one line, so that nobody can write lines of his own there. */
public final class LogSanitizer {
    private LogSanitizer() {}

    public static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    }
}
