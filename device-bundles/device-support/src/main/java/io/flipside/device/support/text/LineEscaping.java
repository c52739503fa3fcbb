// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.text;

/** Escapes line feeds, carriage returns and backslashes with a backslash, so that a text fits on one line. */
public final class LineEscaping {
    private LineEscaping() {}

    /** Makes one line of a text. */
    public static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    /** Gives back the text of which {@link #escape} made a line; takes any other line, too. */
    public static String unescape(String line) {
        StringBuilder text = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                c = switch (line.charAt(i)) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> line.charAt(i);
                };
            }
            text.append(c);
        }
        return text.toString();
    }
}
