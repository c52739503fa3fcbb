// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

/**
 * Holds a JSON string.
 *
 * @param value its text, without unpaired surrogates (which no UTF-8 can carry)
 */
public record JsonString(String value) implements JsonValue {
    public JsonString {
        requireWellFormed(value);
    }

    @Override
    public String asString() {
        return value;
    }

    @Override
    public String toString() {
        return Json.text(this);
    }

    static void requireWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException("unpaired surrogate at character " + i);
                }
                i++;
            }
        }
    }
}
