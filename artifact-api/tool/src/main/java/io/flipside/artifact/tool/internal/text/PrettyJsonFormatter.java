// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import io.flipside.artifact.json.JsonArray;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonString;
import io.flipside.artifact.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Formats JSON for people: one value per line, indented, members in alphabetical order. */
final class PrettyJsonFormatter {
    private PrettyJsonFormatter() {}

    static String text(JsonValue value) {
        return text(value, 0);
    }

    private static String text(JsonValue value, int level) {
        if (value instanceof JsonObject object) {
            var lines = new ArrayList<String>();
            new TreeMap<>(object.members())
                    .forEach((name, member) -> lines.add(new JsonString(name) + ": " + text(member, level + 1)));
            return block("{", lines, "}", level);
        }
        if (value instanceof JsonArray array) {
            return block(
                    "[",
                    array.values().stream()
                            .map(element -> text(element, level + 1))
                            .toList(),
                    "]",
                    level);
        }
        return value.toString();
    }

    private static String block(String open, List<String> lines, String close, int level) {
        if (lines.isEmpty()) {
            return open + close;
        }
        var inner = "\n" + "  ".repeat(level + 1);
        return open + inner + String.join("," + inner, lines) + "\n" + "  ".repeat(level) + close;
    }
}
