// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Map;

/** Writes a JSON value as compact text with the Jakarta generator. */
final class JsonTextWriter {
    private JsonTextWriter() {}

    static String write(JsonValue value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = JsonProviderFinder.PROVIDER.createGenerator(out)) {
            write(value, generator);
        }
        return out.toString();
    }

    private static void write(JsonValue value, JsonGenerator out) {
        if (value instanceof JsonObject object) {
            out.writeStartObject();
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                out.writeKey(member.getKey());
                write(member.getValue(), out);
            }
            out.writeEnd();
        } else if (value instanceof JsonArray array) {
            out.writeStartArray();
            array.values().forEach(element -> write(element, out));
            out.writeEnd();
        } else if (value instanceof JsonString string) {
            out.write(string.value());
        } else if (value instanceof JsonNumber number) {
            out.write(new ExactNumber(number));
        } else if (value instanceof JsonBoolean bool) {
            out.write(bool.value());
        } else {
            out.writeNull();
        }
    }
}
