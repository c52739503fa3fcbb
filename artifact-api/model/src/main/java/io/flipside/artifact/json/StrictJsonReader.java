// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses a JSON text more strictly than the Jakarta parser that it uses. It rejects duplicate names, invalid UTF-8,
 * unpaired surrogates, and texts that exceed the limits. Used once.
 */
final class StrictJsonReader {
    private final String text;
    private final JsonLimits limits;
    private final JsonParser parser;
    private int tokenStart;
    private int values;

    private StrictJsonReader(String text, JsonLimits limits, JsonParser parser) {
        this.text = text;
        this.limits = limits;
        this.parser = parser;
    }

    static JsonValue read(byte[] utf8, JsonLimits limits) throws JsonException {
        if (utf8.length > limits.bytes()) {
            throw new JsonException("longer than " + limits.bytes() + " bytes", limits.bytes());
        }
        String text = decode(utf8);
        try (JsonParser parser = JsonProviderFinder.PROVIDER.createParser(new StringReader(text))) {
            return new StrictJsonReader(text, limits, parser).document();
        }
    }

    private static String decode(byte[] utf8) throws JsonException {
        ByteBuffer in = ByteBuffer.wrap(utf8);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            throw new JsonException("invalid UTF-8", in.position());
        }
    }

    private JsonValue document() throws JsonException {
        try {
            JsonValue value = value(next(), 0);
            moveToNextToken();
            // At the end of the value the parser looks whether anything follows.
            parser.hasNext();
            return value;
        } catch (JsonParsingException e) {
            throw unexpected((int) e.getLocation().getStreamOffset());
        }
    }

    private JsonParser.Event next() {
        moveToNextToken();
        return parser.next();
    }

    private void moveToNextToken() {
        tokenStart = (int) parser.getLocation().getStreamOffset();
        while (tokenStart < text.length() && " \n\t\r,:".indexOf(text.charAt(tokenStart)) >= 0) {
            tokenStart++;
        }
    }

    private JsonValue value(JsonParser.Event event, int depth) throws JsonException {
        if (++values > limits.values()) {
            throw error("more than " + limits.values() + " values");
        }
        return switch (event) {
            case START_OBJECT -> object(deeper(depth));
            case START_ARRAY -> array(deeper(depth));
            case VALUE_STRING -> new JsonString(string());
            case VALUE_NUMBER -> number();
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> JsonNull.NULL;
            case KEY_NAME, END_OBJECT, END_ARRAY -> throw error("value expected");
        };
    }

    private int deeper(int depth) throws JsonException {
        if (depth == limits.depth()) {
            throw error("nested deeper than " + limits.depth() + " levels");
        }
        return depth + 1;
    }

    private JsonObject object(int depth) throws JsonException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (next() != JsonParser.Event.END_OBJECT) {
            String name = string();
            if (members.containsKey(name)) {
                throw error("member '" + name + "' occurs twice");
            }
            members.put(name, value(next(), depth));
        }
        return new JsonObject(members);
    }

    private JsonArray array(int depth) throws JsonException {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonParser.Event event = next(); event != JsonParser.Event.END_ARRAY; event = next()) {
            elements.add(value(event, depth));
        }
        return new JsonArray(elements);
    }

    private String string() throws JsonException {
        String value = parser.getString();
        try {
            JsonString.requireWellFormed(value);
        } catch (IllegalArgumentException e) {
            throw error("string with an " + e.getMessage());
        }
        return value;
    }

    private JsonNumber number() throws JsonException {
        String number = parser.getString();
        int end = tokenStart + number.length();
        boolean ended = end == text.length() || !Character.isDigit(text.charAt(end));
        if (!ended || !JsonNumber.isNumber(number)) {
            throw error("a number with a zero in front, a too long one, or one with too long an exponent");
        }
        return new JsonNumber(number);
    }

    /** Says in a sentence what the parser has found at an offset, or just before it. */
    private JsonException unexpected(int offset) {
        int at = Math.max(0, Math.min(offset, text.length()));
        if (at > tokenStart && "-0123456789".indexOf(text.charAt(tokenStart)) >= 0) {
            return error("a malformed number, or a number where none is allowed");
        }
        if (at == text.length()) {
            return new JsonException("the text ends here, too early", bytes(at));
        }
        char found = text.charAt(at);
        return new JsonException(
                found < ' ' ? "control character in a string" : "'" + found + "' is not allowed here", bytes(at));
    }

    private JsonException error(String message) {
        return new JsonException(message, bytes(tokenStart));
    }

    private int bytes(int characters) {
        return text.substring(0, characters).getBytes(StandardCharsets.UTF_8).length;
    }
}
