// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

/** Represents any JSON value; immutable. Its {@code toString()} is its compact JSON text. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /**
     * This value as an object.
     *
     * @throws JsonException if it is something else
     */
    default JsonObject asObject() throws JsonException {
        throw JsonException.wrongType("value", "an object", this);
    }

    /**
     * This value as an array.
     *
     * @throws JsonException if it is something else
     */
    default JsonArray asArray() throws JsonException {
        throw JsonException.wrongType("value", "an array", this);
    }

    /**
     * The text of this value, which must be a string.
     *
     * @throws JsonException if it is something else
     */
    default String asString() throws JsonException {
        throw JsonException.wrongType("value", "a string", this);
    }
}
