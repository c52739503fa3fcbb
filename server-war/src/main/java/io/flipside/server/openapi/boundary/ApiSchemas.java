// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.openapi.boundary;

import io.flipside.server.http.ApiName;
import io.flipside.server.http.JsonCodec;
import io.flipside.server.http.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Makes schemas of types as {@link JsonCodec} writes them, and keeps those of records as components. */
final class ApiSchemas {
    private static final JsonObject ANY = JsonObject.EMPTY_JSON_OBJECT;
    private static final JsonObject ANY_OBJECT = with(schema("object"), "additionalProperties", ANY);
    private static final Map<Type, JsonObject> SIMPLE = Map.ofEntries(
            Map.entry(String.class, schema("string")),
            Map.entry(URI.class, schema("string", "uri")),
            Map.entry(Instant.class, schema("string", "date-time")),
            Map.entry(InputStream.class, schema("string", "binary")),
            Map.entry(boolean.class, schema("boolean")),
            Map.entry(Boolean.class, schema("boolean")),
            Map.entry(int.class, schema("integer", "int32")),
            Map.entry(Integer.class, schema("integer", "int32")),
            Map.entry(long.class, schema("integer", "int64")),
            Map.entry(Long.class, schema("integer", "int64")),
            Map.entry(JsonObject.class, ANY_OBJECT),
            Map.entry(Map.class, ANY_OBJECT),
            Map.entry(jakarta.json.JsonValue.class, ANY),
            Map.entry(JsonText.class, ANY),
            Map.entry(Object.class, ANY));

    private final Map<String, Class<?>> records = new TreeMap<>();
    private final Map<String, JsonObject> components = new TreeMap<>();

    /** All records that were met. */
    JsonObject components() {
        JsonObjectBuilder all = Json.createObjectBuilder();
        components.forEach(all::add);
        return all.build();
    }

    /** The schema of a type at a place whose annotations may say more. */
    JsonObject of(Type type, AnnotatedElement place) {
        @Nullable Schema more = place.getAnnotation(Schema.class);
        return more == null ? of(type) : narrowed(type, more);
    }

    JsonObject of(Type type) {
        JsonObject simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            return reference(record);
        }
        if (type instanceof Class<?> names && ApiName.class.isAssignableFrom(names)) {
            return enumeration(Stream.of(names.getEnumConstants()).map(name -> ((ApiName) name).wire()));
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        throw new IllegalStateException("the API document knows no schema for " + type);
    }

    private JsonObject generic(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == Optional.class) {
            return of(arguments[0]);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return with(schema("object"), "additionalProperties", of(arguments[1]));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return with(schema("array"), "items", of(arguments[0]));
        }
        throw new IllegalStateException("the API document knows no schema for " + type);
    }

    /** Of a list, what is said about values is said about its items. */
    private JsonObject narrowed(Type type, Schema more) {
        if (type instanceof ParameterizedType list && list.getRawType() != Optional.class) {
            JsonObject array = with(schema("array"), "items", narrowed(list.getActualTypeArguments()[0], more));
            return more.maxItems() == Integer.MIN_VALUE ? array : with(array, "maxItems", more.maxItems());
        }
        JsonObject plain = more.implementation() == Void.class ? of(type) : of(more.implementation());
        JsonObjectBuilder narrow = Json.createObjectBuilder(
                more.enumeration().length == 0 ? plain : enumeration(Arrays.stream(more.enumeration())));
        if (more.minLength() > 0) {
            narrow.add("minLength", more.minLength());
        }
        if (more.maxLength() < Integer.MAX_VALUE) {
            narrow.add("maxLength", more.maxLength());
        }
        if (!more.minimum().isEmpty()) {
            narrow.add("minimum", Integer.parseInt(more.minimum())).add("maximum", Integer.parseInt(more.maximum()));
        }
        if (!more.defaultValue().isEmpty()) {
            narrow.add("default", Integer.parseInt(more.defaultValue()));
        }
        if (!more.format().isEmpty()) {
            narrow.add("format", more.format());
        }
        return narrow.build();
    }

    private JsonObject reference(Class<?> record) {
        String name = record.getSimpleName();
        @Nullable Class<?> known = records.putIfAbsent(name, record);
        if (known == null) {
            components.put(name, members(record));
        } else if (known != record) {
            throw new IllegalStateException(known + " and " + record + " have one name in the API document");
        }
        return Json.createObjectBuilder()
                .add("$ref", "#/components/schemas/" + name)
                .build();
    }

    private JsonObject members(Class<?> record) {
        JsonObjectBuilder members = Json.createObjectBuilder();
        JsonArrayBuilder required = Json.createArrayBuilder();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = JsonCodec.memberName(component.getName());
            members.add(name, of(component.getGenericType(), component.getAccessor()));
            if (isRequired(component)) {
                required.add(name);
            }
        }
        JsonObject schema = with(schema("object"), "properties", members.build());
        jakarta.json.JsonArray names = required.build();
        return names.isEmpty()
                ? schema
                : Json.createObjectBuilder(schema).add("required", names).build();
    }

    /** What is read may be absent as far as Java knows, and says itself if it must not be. */
    private static boolean isRequired(RecordComponent component) {
        @Nullable Schema more = component.getAccessor().getAnnotation(Schema.class);
        boolean absent = component.getType() == Optional.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return !absent || (more != null && more.required());
    }

    private static JsonObject enumeration(Stream<String> words) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        words.forEach(all::add);
        return Json.createObjectBuilder().add("type", "string").add("enum", all).build();
    }

    static JsonObject schema(String type) {
        return Json.createObjectBuilder().add("type", type).build();
    }

    private static JsonObject schema(String type, String format) {
        return Json.createObjectBuilder()
                .add("type", type)
                .add("format", format)
                .build();
    }

    private static JsonObject with(JsonObject schema, String name, JsonObject value) {
        return Json.createObjectBuilder(schema).add(name, value).build();
    }

    private static JsonObject with(JsonObject schema, String name, int value) {
        return Json.createObjectBuilder(schema).add(name, value).build();
    }
}
