// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import java.util.Map;

/** Compact JSON text. */
final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private JsonWriter() {}

    static void write(JsonValue value, StringBuilder out) {
        if (value instanceof JsonObject object) {
            write(object, out);
        } else if (value instanceof JsonArray array) {
            write(array, out);
        } else if (value instanceof JsonString string) {
            write(string.value(), out);
        } else {
            out.append(value);
        }
    }

    private static void write(JsonObject object, StringBuilder out) {
        String separator = "{";
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            out.append(separator);
            write(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ",";
        }
        out.append(object.members().isEmpty() ? "{}" : "}");
    }

    private static void write(JsonArray array, StringBuilder out) {
        String separator = "[";
        for (JsonValue element : array.values()) {
            out.append(separator);
            write(element, out);
            separator = ",";
        }
        out.append(array.values().isEmpty() ? "[]" : "]");
    }

    private static void write(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
