// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import java.util.regex.Pattern;

/**
 * Escapes control and formatting characters of text from an artifact, before the terminal shows it. What would move the
 * cursor, change colours, break the line or turn the direction of writing becomes an escape sequence of JSON. Else an
 * artifact could print a line that says that its signature is fine.
 */
public final class TerminalEscaping {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private TerminalEscaping() {}

    /** One line that shows everything. */
    public static String of(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(match -> escaped(match.group()));
    }

    private static String escaped(String character) {
        var text = new StringBuilder();
        character.chars().forEach(unit -> text.append("\\\\u").append(String.format("%04x", unit)));
        return text.toString();
    }
}
