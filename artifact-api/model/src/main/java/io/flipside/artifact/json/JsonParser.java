// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recursive descent over UTF-8 bytes, so that every error has a byte offset; used once. */
final class JsonParser {
    private final byte[] text;
    private final JsonLimits limits;
    private int at;
    private int values;

    JsonParser(byte[] text, JsonLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    JsonValue document() throws JsonException {
        if (text.length > limits.bytes()) {
            throw new JsonException("longer than " + limits.bytes() + " bytes", limits.bytes());
        }
        requireUtf8();
        JsonValue value = value(0);
        skipBlanks();
        if (at < text.length) {
            throw error("nothing may follow the value");
        }
        return value;
    }

    private void requireUtf8() throws JsonException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(text);
        CharBuffer scratch = CharBuffer.allocate(Math.min(text.length + 1, 8192));
        CoderResult result;
        do {
            scratch.clear();
            result = decoder.decode(in, scratch, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new JsonException("invalid UTF-8", in.position());
        }
    }

    private JsonValue value(int depth) throws JsonException {
        if (++values > limits.values()) {
            throw error("more than " + limits.values() + " values");
        }
        skipBlanks();
        return switch (peek()) {
            case '{' -> object(deeper(depth));
            case '[' -> array(deeper(depth));
            case '"' -> new JsonString(string());
            case 't' -> literal("true", new JsonBoolean(true));
            case 'f' -> literal("false", new JsonBoolean(false));
            case 'n' -> literal("null", JsonNull.NULL);
            default -> number();
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
        at++;
        skipBlanks();
        while (peek() != '}') {
            int start = at;
            if (peek() != '"') {
                throw error("a member's name in quotes expected");
            }
            String name = string();
            skipBlanks();
            expect(':');
            if (members.containsKey(name)) {
                throw new JsonException("member '" + name + "' occurs twice", start);
            }
            members.put(name, value(depth));
            separator('}');
        }
        at++;
        return new JsonObject(members);
    }

    private JsonArray array(int depth) throws JsonException {
        List<JsonValue> elements = new ArrayList<>();
        at++;
        skipBlanks();
        while (peek() != ']') {
            elements.add(value(depth));
            separator(']');
        }
        at++;
        return new JsonArray(elements);
    }

    /** After an element: a comma with another element behind it, or the closing bracket, which stays. */
    private void separator(char close) throws JsonException {
        skipBlanks();
        if (peek() == close) {
            return;
        }
        expect(',');
        skipBlanks();
        if (peek() == close) {
            throw error("value expected after ','");
        }
    }

    private String string() throws JsonException {
        int start = at++;
        StringBuilder out = new StringBuilder();
        int run = at;
        while (peek() != '"') {
            if (peek() < ' ' && peek() >= 0) {
                throw error("control character in a string");
            }
            if (peek() == '\\') {
                appendRun(out, run);
                out.append(escape());
                run = at;
            } else {
                at++;
            }
        }
        appendRun(out, run);
        at++;
        String value = out.toString();
        try {
            JsonString.requireWellFormed(value);
        } catch (IllegalArgumentException e) {
            throw new JsonException("string with an " + e.getMessage(), start);
        }
        return value;
    }

    private void appendRun(StringBuilder out, int from) {
        out.append(new String(text, from, at - from, StandardCharsets.UTF_8));
    }

    private char escape() throws JsonException {
        at++;
        byte c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new JsonException("unknown escape", at - 1);
        };
    }

    private char unicode() throws JsonException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw error("four hexadecimal digits expected");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private JsonValue literal(String word, JsonValue value) throws JsonException {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw error("'" + word + "' expected");
            }
            at++;
        }
        return value;
    }

    private JsonNumber number() throws JsonException {
        int start = at;
        while (at < text.length && "+-.0123456789eE".indexOf(text[at]) >= 0) {
            at++;
        }
        String number =
                new String(text, start, Math.min(at - start, JsonNumber.MAX_LENGTH + 1), StandardCharsets.US_ASCII);
        if (!JsonNumber.isNumber(number)) {
            throw new JsonException(number.isEmpty() ? "value expected" : "not a number, or a too long one", start);
        }
        return new JsonNumber(number);
    }

    private void expect(char c) throws JsonException {
        if (peek() != c) {
            throw error("'" + c + "' expected");
        }
        at++;
    }

    private byte peek() throws JsonException {
        if (at >= text.length) {
            throw error("the text ends here, too early");
        }
        return text[at];
    }

    private void skipBlanks() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r')) {
            at++;
        }
    }

    private JsonException error(String message) {
        return new JsonException(message, at);
    }
}
