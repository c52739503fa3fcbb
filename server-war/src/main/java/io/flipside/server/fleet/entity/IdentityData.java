// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.entity;

import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds a device's identity attributes as canonical JSON (sorted keys), so that equal identities have equal text and
 * digest.
 *
 * @param text canonical JSON object
 */
public record IdentityData(String text) {
    private static final int LONGEST = 4096;
    private static final int NAME_LENGTH = 200;

    /** Blanks other than the usual one, and what has no shape at all. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Z}&&[^ ]]");

    /** Reads what a device sent. */
    public static IdentityData parse(String json) {
        if (json.length() > LONGEST) {
            throw ErrorResponseException.badRequest("id_data is longer than " + LONGEST + " characters");
        }
        JsonObject data = JsonCodec.object(json, "id_data");
        if (data.isEmpty()) {
            throw ErrorResponseException.badRequest("id_data is empty: a device needs an identity");
        }
        JsonObjectBuilder sorted = jakarta.json.Json.createObjectBuilder();
        new TreeMap<>(data).forEach((key, value) -> {
            requireText(key, value);
            sorted.add(key, value);
        });
        return new IdentityData(sorted.build().toString());
    }

    private static void requireText(String key, JsonValue value) {
        boolean text = value instanceof JsonString
                || (value instanceof JsonArray list && list.stream().allMatch(JsonString.class::isInstance));
        if (!text) {
            throw ErrorResponseException.badRequest("id_data: '" + key + "' must be a string or a list of strings");
        }
    }

    public String digest() {
        return Sha256Calculator.of(text).hex();
    }

    /** For people: the MAC address, else the first value. */
    public String name() {
        JsonObject data = JsonCodec.object(text, "id_data");
        JsonValue value = data.containsKey("mac")
                ? data.get("mac")
                : data.values().iterator().next();
        String name = plain(value);
        return name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
    }

    /** Text as it is, if it cannot be taken for something else; all other values as JSON, so that no two look alike. */
    private static String plain(JsonValue value) {
        return value instanceof JsonString text && isPlain(text.getString())
                ? text.getString()
                : UNSEEN.matcher(value.toString()).replaceAll(IdentityData::escaped);
    }

    private static boolean isPlain(String text) {
        return text.equals(text.strip())
                && !text.startsWith("[")
                && !text.startsWith("\"")
                && !text.contains("  ")
                && !UNSEEN.matcher(text).find();
    }

    private static String escaped(MatchResult unseen) {
        return unseen.group()
                .chars()
                .mapToObj(unit -> String.format("\\\\u%04x", unit))
                .collect(Collectors.joining());
    }

    /** As the management API shows it. mender-cli insists on text for three keys, so lists are JSON text there. */
    public JsonObject view() {
        JsonObjectBuilder view = jakarta.json.Json.createObjectBuilder();
        JsonCodec.object(text, "id_data").forEach((key, value) -> {
            if (key.equals("mac") || key.equals("sku") || key.equals("sn")) {
                view.add(key, plain(value));
            } else {
                view.add(key, value);
            }
        });
        return view.build();
    }
}
