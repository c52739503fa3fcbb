// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import java.nio.charset.StandardCharsets;

/** Makes text of any origin fit to be a line of a log or a value of the store. */
final class LogSanitizer {
    private LogSanitizer() {}

    /** Control characters become blanks, and what no UTF-8 can carry becomes a question mark. */
    static String oneLine(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}]+", " ")
                .strip();
    }
}
