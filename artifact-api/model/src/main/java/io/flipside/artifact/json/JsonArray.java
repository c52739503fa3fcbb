// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import java.util.List;

/**
 * Holds a JSON array.
 *
 * @param values its elements
 */
public record JsonArray(List<JsonValue> values) implements JsonValue {
    public JsonArray {
        values = List.copyOf(values);
    }

    /** An array of strings. */
    public static JsonArray ofStrings(List<String> strings) {
        return new JsonArray(strings.stream().<JsonValue>map(JsonString::new).toList());
    }

    @Override
    public JsonArray asArray() {
        return this;
    }

    @Override
    public String toString() {
        return Json.text(this);
    }
}
