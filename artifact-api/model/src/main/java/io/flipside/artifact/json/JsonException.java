// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import java.io.IOException;

/** Reports a syntax error in a JSON text or a JSON value of an unexpected type; the message says what and where. */
public final class JsonException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Byte offset of the error, or -1. */
    private final int offset;

    JsonException(String message, int offset) {
        super(offset < 0 ? message : "JSON at byte " + offset + ": " + message);
        this.offset = offset;
    }

    /** Byte offset (in UTF-8) where the text stops being acceptable; -1 when the text is fine but its shape is not. */
    public int offset() {
        return offset;
    }

    static JsonException wrongType(String where, String expected, JsonValue found) {
        return new JsonException(where + " must be " + expected + ", found " + describe(found), -1);
    }

    private static String describe(JsonValue value) {
        String text =
                value instanceof JsonObject ? "an object" : value instanceof JsonArray ? "an array" : Json.text(value);
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
