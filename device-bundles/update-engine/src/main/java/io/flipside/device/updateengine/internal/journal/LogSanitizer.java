// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import java.nio.charset.StandardCharsets;

/** Converts any text to a single line without control characters, for a log or the state store. */
final class LogSanitizer {
    private LogSanitizer() {}

    /** Turns control characters into blanks, and what UTF-8 can't express into question marks. */
    static String oneLine(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ")
                .strip();
    }
}
