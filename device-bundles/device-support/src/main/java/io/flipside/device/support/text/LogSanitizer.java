// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.text;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Replaces control characters, invisible format characters and line separators in untrusted text by blanks, so that it
 * can't forge lines in a log or hide parts of one.
 */
public final class LogSanitizer {
    private static final String UNPRINTABLE = "[\\p{Cc}\\p{Cf}\\u2028\\u2029]";
    private static final Pattern EACH = Pattern.compile(UNPRINTABLE);
    private static final Pattern RUN = Pattern.compile(UNPRINTABLE + "+");

    private LogSanitizer() {}

    /** Turns each such character into a blank. */
    public static String blanked(String text) {
        return EACH.matcher(text).replaceAll(" ");
    }

    /** Turns each run of them into one blank, and what UTF-8 can't express into question marks; strips the ends. */
    public static String oneLine(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return RUN.matcher(new String(utf8, StandardCharsets.UTF_8))
                .replaceAll(" ")
                .strip();
    }
}
