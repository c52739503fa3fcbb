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
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Converts records to JSON text and back: names in snake case, null members omitted. */
public final class JsonCodec {
    static final Jsonb BINDING = JsonbBuilder.create(
            new JsonbConfig().withPropertyNamingStrategy(JsonCodec::memberName).withSerializers(new JsonText.Writer()));
    /** Nothing that is sent here has more levels; the parsers call themselves for each, and end the thread's stack. */
    private static final int DEEPEST = 64;

    private static final JsonReaderFactory READERS = jakarta.json.Json.createReaderFactory(Map.of());

    private JsonCodec() {}

    /** What the component of a record is called in JSON. */
    public static String memberName(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    public static String write(Object value) {
        return BINDING.toJson(value);
    }

    /** The same, as the text comes into being: never as a whole in memory. The stream stays open. */
    static void write(Object value, OutputStream stream) {
        // Whoever flushes a short answer keeps it from having a length.
        BINDING.toJson(value, new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                out.write(bytes, offset, count);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    /** Reads what this program wrote. */
    public static <T> T read(String text, Class<T> type) {
        return BINDING.fromJson(text, type);
    }

    /** Reads one value of any kind, written by {@link #write} or come from outside. */
    public static JsonValue value(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(shallow(text)))) {
            return reader.readValue();
        } catch (JsonException | IllegalArgumentException | UnsupportedOperationException e) {
            // The latter two come from numbers with too many digits or too large an exponent.
            throw ErrorResponseException.badRequest("not JSON that can be read here: " + e.getMessage());
        }
    }

    /** The text, if its levels can be counted on few fingers. */
    static String shallow(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
            if (depth > DEEPEST) {
                throw ErrorResponseException.badRequest("JSON with more than " + DEEPEST + " levels is not read here");
            }
        }
        return text;
    }

    /** A list that came from outside: absent is empty, and nothing in it is null. */
    public static <T> List<T> list(@Nullable List<T> sent, String what) {
        if (sent == null) {
            return List.of();
        }
        if (sent.stream().anyMatch(Objects::isNull)) {
            throw ErrorResponseException.badRequest("null in '" + what + "'");
        }
        return sent;
    }

    /**
     * A list of ids that came from outside. Databases keep ids as ASCII: MariaDB refuses to compare others with them, and
     * overlooks blanks at the end.
     */
    public static List<String> ids(@Nullable List<String> sent, String what) {
        List<String> ids = list(sent, what);
        if (!ids.stream().allMatch(id -> id.matches("[!-~]*"))) {
            throw ErrorResponseException.badRequest("an id in '" + what + "' is not ASCII without blanks");
        }
        return ids;
    }

    /** Reads an object that came from outside. */
    public static JsonObject object(String text, String what) {
        if (value(text) instanceof JsonObject object) {
            return object;
        }
        throw ErrorResponseException.badRequest(what + " must be a JSON object");
    }
}
