// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Holds a JSON object, and provides typed access to its members by name. Accessors return empty for a member that is
 * absent or {@code null}, and throw {@link JsonException} for one of another type, so that a wrong type is never
 * mistaken for nothing.
 *
 * @param members the members in the order in which they were written
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        members.keySet().forEach(JsonString::requireWellFormed);
    }

    /** Starts an object. */
    public static Builder builder() {
        return new Builder();
    }

    /** An object with a string member for each entry, in the map's order. */
    public static JsonObject ofStrings(Map<String, String> values) {
        Builder builder = builder();
        values.forEach(builder::put);
        return builder.build();
    }

    @Override
    public JsonObject asObject() {
        return this;
    }

    /** A member of any type but {@code null}. */
    public Optional<JsonValue> value(String key) {
        return Optional.ofNullable(members.get(key)).filter(value -> value != JsonNull.NULL);
    }

    /** A string member. */
    public Optional<String> string(String key) throws JsonException {
        Optional<JsonValue> value = value(key);
        if (value.isPresent() && !(value.get() instanceof JsonString)) {
            throw wrongType(key, "a string", value.get());
        }
        return value.map(JsonString.class::cast).map(JsonString::value);
    }

    /** A number member that is a whole number within the range of a long. */
    public OptionalLong integer(String key) throws JsonException {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (value.get() instanceof JsonNumber number && number.isLong()) {
            return OptionalLong.of(number.longValue());
        }
        throw wrongType(key, "a whole number", value.get());
    }

    /** A boolean member. */
    public Optional<Boolean> bool(String key) throws JsonException {
        Optional<JsonValue> value = value(key);
        if (value.isPresent() && !(value.get() instanceof JsonBoolean)) {
            throw wrongType(key, "true or false", value.get());
        }
        return value.map(JsonBoolean.class::cast).map(JsonBoolean::value);
    }

    /** An object member. */
    public Optional<JsonObject> object(String key) throws JsonException {
        Optional<JsonValue> value = value(key);
        if (value.isPresent() && !(value.get() instanceof JsonObject)) {
            throw wrongType(key, "an object", value.get());
        }
        return value.map(JsonObject.class::cast);
    }

    /** An array member. */
    public Optional<JsonArray> array(String key) throws JsonException {
        Optional<JsonValue> value = value(key);
        if (value.isPresent() && !(value.get() instanceof JsonArray)) {
            throw wrongType(key, "an array", value.get());
        }
        return value.map(JsonArray.class::cast);
    }

    /** A member that is an array of strings. */
    public Optional<List<String>> strings(String key) throws JsonException {
        Optional<JsonArray> array = array(key);
        if (array.isEmpty()) {
            return Optional.empty();
        }
        List<String> strings = new ArrayList<>();
        for (JsonValue element : array.get().values()) {
            if (!(element instanceof JsonString string)) {
                throw wrongType(key, "an array of strings", element);
            }
            strings.add(string.value());
        }
        return Optional.of(List.copyOf(strings));
    }

    /** A member that is an object with string members only, in the order in which they were written. */
    public Optional<Map<String, String>> stringMap(String key) throws JsonException {
        Optional<JsonObject> object = object(key);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> strings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.get().members().entrySet()) {
            if (!(member.getValue() instanceof JsonString string)) {
                throw wrongType(key + "." + member.getKey(), "a string", member.getValue());
            }
            strings.put(member.getKey(), string.value());
        }
        return Optional.of(Collections.unmodifiableMap(strings));
    }

    private static JsonException wrongType(String key, String expected, JsonValue found) {
        return JsonException.wrongType("member '" + key + "'", expected, found);
    }

    @Override
    public String toString() {
        return Json.text(this);
    }

    /** Collects members in order; a name put again replaces the former value. Not thread-safe. */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        /** Puts any value. */
        public Builder put(String key, JsonValue value) {
            members.put(key, value);
            return this;
        }

        /** Puts a string. */
        public Builder put(String key, String value) {
            return put(key, new JsonString(value));
        }

        /** Puts a whole number. */
        public Builder put(String key, long value) {
            return put(key, JsonNumber.of(value));
        }

        /** Puts a boolean. */
        public Builder put(String key, boolean value) {
            return put(key, new JsonBoolean(value));
        }

        /** Puts an array of strings. */
        public Builder put(String key, List<String> values) {
            return put(key, JsonArray.ofStrings(values));
        }

        /** Puts a string, or nothing. */
        public Builder put(String key, Optional<String> value) {
            value.ifPresent(text -> put(key, text));
            return this;
        }

        /** The object. */
        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
