// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import io.flipside.device.support.text.LogSanitizer;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Holds the schema of one configuration key, and validates a value against it.
 *
 * @param name the key
 * @param type as in Metatype: String, Password, Integer, Long, Boolean
 * @param required whether a value must be given
 * @param defaultValue what counts if none is given
 * @param min least number
 * @param max greatest number
 * @param options all values that are allowed; empty: any
 * @param description for people
 */
public record KeyDefinition(
        String name,
        String type,
        boolean required,
        Optional<String> defaultValue,
        OptionalLong min,
        OptionalLong max,
        List<String> options,
        String description) {
    private static final int MAX_SHOWN = 200;

    public KeyDefinition {
        options = List.copyOf(options);
    }

    /** Returns a value as one text, or nothing if it is a list of several. */
    static Optional<String> text(Object value) {
        if (value instanceof Collection<?> list) {
            return list.size() == 1 ? text(list.iterator().next()) : Optional.empty();
        }
        if (value.getClass().isArray()) {
            return Array.getLength(value) == 1 ? text(Array.get(value, 0)) : Optional.empty();
        }
        return Optional.of(value.toString().strip());
    }

    /** Checks a value; returns a sentence that says what is wrong with it and what is allowed, if it is not accepted. */
    Optional<String> rejection(Object value) {
        Optional<String> text = text(value);
        if (text.isEmpty()) {
            return Optional.of(name + " is a list; one value is expected, with commas between several of them");
        }
        if (text.get().isEmpty()) {
            return required && defaultValue.isEmpty() ? Optional.of(missing()) : emptyRejection();
        }
        return accepts(text.get())
                ? Optional.empty()
                : Optional.of(name + " = " + shown(text.get()) + ", but " + allowed(text.get()) + " is expected"
                        + fallback());
    }

    /** Returns whether any text may be given. */
    boolean isFreeText() {
        return isText() && options.isEmpty();
    }

    private Optional<String> emptyRejection() {
        return isFreeText()
                ? Optional.empty()
                : Optional.of(name + " is empty, but " + allowed("") + " is expected" + fallback());
    }

    /** Says that the key is needed. */
    String missing() {
        return name + " is missing or empty; " + allowed("") + " is expected"
                + (description.isEmpty() ? "" : ": " + description);
    }

    private String fallback() {
        return defaultValue
                .filter(value -> !value.isEmpty() && !isFreeText())
                .map(value -> "; " + value + " is used until then")
                .orElse("");
    }

    private boolean isText() {
        return type.equals("String") || type.equals("Password");
    }

    private boolean accepts(String text) {
        if (!options.isEmpty()) {
            return options.contains(text);
        }
        return switch (type) {
            case "Boolean" -> text.equals("true") || text.equals("false");
            case "Integer", "Long" -> inRange(text);
            default -> resolved(text);
        };
    }

    private static boolean resolved(String text) {
        return !text.replace("${pid}", "").contains("${");
    }

    private boolean inRange(String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            return false;
        }
        long number = Long.parseLong(text);
        return number >= least() && number <= most();
    }

    private long least() {
        return min.orElse(type.equals("Integer") ? Integer.MIN_VALUE : Long.MIN_VALUE);
    }

    private long most() {
        return max.orElse(type.equals("Integer") ? Integer.MAX_VALUE : Long.MAX_VALUE);
    }

    private String allowed(String text) {
        if (!options.isEmpty()) {
            return "one of " + String.join(", ", options);
        }
        if (!resolved(text)) {
            return "a value in which only ${data} and ${pid} stand for something";
        }
        return switch (type) {
            case "Boolean" -> "true or false";
            case "Integer", "Long" -> "a whole number from " + least() + " to " + most();
            default -> "a text";
        };
    }

    private String shown(String text) {
        if (type.equals("Password")) {
            return "(hidden)";
        }
        String line = LogSanitizer.blanked(text);
        return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line;
    }
}
