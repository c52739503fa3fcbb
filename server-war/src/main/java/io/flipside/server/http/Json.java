// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.io.StringReader;
import java.util.Map;

/** One way to write and read JSON: records, names with underscores, absent instead of null. */
public final class Json {
    static final Jsonb BINDING = JsonbBuilder.create(
            new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));
    private static final JsonReaderFactory READERS = jakarta.json.Json.createReaderFactory(Map.of());

    private Json() {}

    public static String write(Object value) {
        return BINDING.toJson(value);
    }

    /** Reads what this program wrote. */
    public static <T> T read(String text, Class<T> type) {
        return BINDING.fromJson(text, type);
    }

    /** Reads one value of any kind, written by {@link #write} or come from outside. */
    public static JsonValue value(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException e) {
            throw Refusal.badRequest("not JSON: " + e.getMessage());
        }
    }

    /** Reads an object that came from outside. */
    public static JsonObject object(String text, String what) {
        if (value(text) instanceof JsonObject object) {
            return object;
        }
        throw Refusal.badRequest(what + " must be a JSON object");
    }
}
