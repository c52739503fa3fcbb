// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses JSON that is of another type than the record it is for. The binding alone would make numbers of texts, and other
 * numbers of those that are too large. If it is told to, it refuses members that the record does not have, too.
 */
final class JsonTypeChecker {
    /** Looked up once for each record: every poll of a device has a body. */
    private static final ClassValue<List<Member>> MEMBERS = new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> record) {
            return Stream.of(record.getRecordComponents()).map(Member::of).toList();
        }
    };

    /** Values that ask for nothing; Mender's own clients send them for what they do not use. */
    private static final Set<JsonValue> NOTHING = Set.of(
            JsonValue.NULL,
            JsonValue.FALSE,
            JsonValue.EMPTY_JSON_ARRAY,
            JsonValue.EMPTY_JSON_OBJECT,
            Json.createValue(""),
            Json.createValue(0));

    private record Member(String name, Type type) {
        static Member of(RecordComponent component) {
            return new Member(JsonCodec.memberName(component.getName()), component.getGenericType());
        }
    }

    private final boolean strict;

    JsonTypeChecker(boolean strict) {
        this.strict = strict;
    }

    void check(JsonValue value, Type type, String name) {
        if (value == JsonValue.NULL) {
            return;
        }
        if (type instanceof ParameterizedType list
                && list.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw)) {
            require(value instanceof JsonArray, name, "a list");
            value.asJsonArray().forEach(item -> check(item, list.getActualTypeArguments()[0], name));
        } else if (type == String.class) {
            require(value.getValueType() == ValueType.STRING, name, "a text");
        } else if (type == Boolean.class) {
            require(value == JsonValue.TRUE || value == JsonValue.FALSE, name, "true or false");
        } else if (type == Long.class) {
            require(value instanceof JsonNumber number && isLong(number), name, "a whole number of 64 bits");
        } else if (type instanceof Class<?> record && record.isRecord()) {
            require(value instanceof JsonObject, name, "an object");
            members(value.asJsonObject(), record);
        }
    }

    private void members(JsonObject object, Class<?> record) {
        if (strict) {
            Set<String> known = MEMBERS.get(record).stream().map(Member::name).collect(Collectors.toSet());
            object.forEach((name, value) -> {
                if (!known.contains(name) && !NOTHING.contains(value)) {
                    throw ErrorResponseException.badRequest("'" + name + "' is not known here");
                }
            });
        }
        for (Member member : MEMBERS.get(record)) {
            check(object.getOrDefault(member.name, JsonValue.NULL), member.type, member.name);
        }
    }

    private static boolean isLong(JsonNumber number) {
        try {
            number.bigDecimalValue().longValueExact();
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static void require(boolean good, String name, String wanted) {
        if (!good) {
            throw ErrorResponseException.badRequest("'" + name + "' must be " + wanted);
        }
    }
}
