// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import java.nio.charset.StandardCharsets;

/** Reads and writes JSON strictly. Thread-safe. */
public final class Json {
    private Json() {}

    /**
     * Parses a whole text within {@link JsonLimits#DEFAULT}.
     *
     * @throws JsonException if it is not strict JSON or exceeds a limit
     */
    public static JsonValue parse(byte[] utf8) throws JsonException {
        return parse(utf8, JsonLimits.DEFAULT);
    }

    /**
     * Parses a whole text within the given limits.
     *
     * @throws JsonException if it is not strict JSON or exceeds a limit
     */
    public static JsonValue parse(byte[] utf8, JsonLimits limits) throws JsonException {
        return StrictJsonReader.read(utf8, limits);
    }

    /**
     * Parses a whole text within {@link JsonLimits#DEFAULT}.
     *
     * @throws JsonException if it is not strict JSON or exceeds a limit
     */
    public static JsonValue parse(String text) throws JsonException {
        try {
            JsonString.requireWellFormed(text);
        } catch (IllegalArgumentException e) {
            throw new JsonException(e.getMessage() + "", -1);
        }
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Compact text in UTF-8: no blanks, members in their order, nothing escaped that need not be. */
    public static byte[] write(JsonValue value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The same as a string. */
    public static String text(JsonValue value) {
        return JsonTextWriter.write(value);
    }
}
