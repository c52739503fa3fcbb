// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.log;

/** Replaces control characters, invisible format characters and line separators in untrusted text, so that it can't forge lines in the log. */
public final class LogSanitizer {
    private LogSanitizer() {}

    public static String of(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    }
}
