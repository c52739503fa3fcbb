// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.entity;

import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds the provides that a device reports, device type and artifact name among them.
 *
 * @param values sorted by key
 */
public record ReportedProvides(Map<String, String> values) {
    private static final int MOST = 200;
    private static final int LONGEST = 4096;

    public ReportedProvides {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Reads what a device sent; both names that every device has must be there. */
    public static ReportedProvides of(Map<String, String> sent) {
        ReportedProvides provides = new ReportedProvides(sent);
        if (provides.deviceType().isEmpty() || provides.artifactName().isEmpty()) {
            throw ErrorResponseException.badRequest("device_type and artifact_name are needed");
        }
        boolean bounded = sent.size() <= MOST
                && sent.entrySet().stream()
                        .allMatch(e ->
                                e.getKey().length() <= LONGEST && e.getValue().length() <= LONGEST);
        if (!bounded) {
            throw ErrorResponseException.badRequest("too many or too long provides");
        }
        return provides;
    }

    /** Reads a flat JSON object of texts. */
    public static ReportedProvides parse(JsonObject json) {
        Map<String, String> values = new TreeMap<>();
        json.forEach((key, value) -> {
            if (!(value instanceof JsonString text)) {
                throw ErrorResponseException.badRequest("'" + key + "' must be a string");
            }
            values.put(key, text.getString());
        });
        return of(values);
    }

    public Optional<String> deviceType() {
        return Optional.ofNullable(values.get("device_type")).filter(text -> !text.isEmpty());
    }

    public Optional<String> artifactName() {
        return Optional.ofNullable(values.get("artifact_name")).filter(text -> !text.isEmpty());
    }

    public String json() {
        return JsonCodec.write(values);
    }

    public String digest() {
        return Sha256Calculator.of(json()).hex();
    }
}
