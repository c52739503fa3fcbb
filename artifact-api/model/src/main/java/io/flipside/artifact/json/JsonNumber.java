// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Holds a JSON number as its original text.
 *
 * @param text the number as written, at most {@value #MAX_LENGTH} characters
 */
public record JsonNumber(String text) implements JsonValue {
    /** Longest number accepted, in characters. */
    public static final int MAX_LENGTH = 1000;

    private static final Pattern GRAMMAR = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");

    public JsonNumber {
        if (!isNumber(text)) {
            throw new IllegalArgumentException(
                    "not a JSON number of at most " + MAX_LENGTH + " characters: '" + text + "'");
        }
    }

    static boolean isNumber(String text) {
        return text.length() <= MAX_LENGTH && GRAMMAR.matcher(text).matches();
    }

    /** A whole number. */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** Whether this is a whole number within the range of a long; {@code 1e3} is. */
    public boolean isLong() {
        try {
            longValue();
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    /**
     * The value.
     *
     * @throws ArithmeticException unless {@link #isLong()}
     */
    public long longValue() {
        return new BigDecimal(text).longValueExact();
    }

    /** The nearest double; may be infinite. */
    public double doubleValue() {
        return Double.parseDouble(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
