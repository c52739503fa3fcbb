// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.json.JsonLimits;
import io.flipside.artifact.json.JsonNull;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonString;
import io.flipside.artifact.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses the JSON files of a header (version, header-info, type-info, files), of format versions 2 and 3. */
final class HeaderJsonParser {
    /** Keys of header-info; devices refuse them in type-info. */
    static final Set<String> RESERVED = Set.of("artifact_name", "artifact_group", "device_type");

    private HeaderJsonParser() {}

    /**
     * Holds what a header-info says: name, group, device types, what the artifact depends on, and the payload's type.
     *
     * @param type the payload's type; empty for none
     */
    record HeaderInfo(
            String name,
            Optional<String> group,
            List<String> deviceTypes,
            List<String> dependsName,
            List<String> dependsGroup,
            Optional<String> type) {}

    /**
     * Holds what a type-info says: provides, depends and clears. Its type is not looked at, as the tools of the field
     * write it wrongly.
     */
    record TypeInfo(
            Map<String, String> provides, Map<String, List<String>> depends, Optional<List<String>> clearsProvides) {
        static final TypeInfo EMPTY = new TypeInfo(Map.of(), Map.of(), Optional.empty());
    }

    static int version(byte[] bytes) throws IOException {
        JsonObject version = object("version", bytes);
        requireOnly(version, Set.of("format", "version"), "version");
        long number = version.integer("version").orElse(0);
        if (!version.string("format").equals(Optional.of("mender")) || number < 2 || number > 3) {
            throw new MalformedException(
                    "only format 'mender', versions 2 and 3, is supported; this is " + Json.text(version));
        }
        return (int) number;
    }

    static HeaderInfo headerInfo3(byte[] bytes) throws IOException {
        JsonObject info = object("header-info", bytes);
        requireOnly(info, Set.of("payloads", "artifact_provides", "artifact_depends"), "header-info");
        JsonObject provides = info.object("artifact_provides").orElse(new JsonObject(Map.of()));
        requireOnly(provides, Set.of("artifact_name", "artifact_group"), "artifact_provides");
        JsonObject depends = info.object("artifact_depends").orElse(new JsonObject(Map.of()));
        return new HeaderInfo(
                text(provides, "artifact_name"),
                provides.string("artifact_group"),
                deviceTypes(depends, "device_type"),
                list(depends, "artifact_name").orElse(List.of()),
                list(depends, "artifact_group").orElse(List.of()),
                payloadType(info, "payloads"));
    }

    static HeaderInfo headerInfo2(byte[] bytes) throws IOException {
        JsonObject info = object("header-info", bytes);
        requireOnly(info, Set.of("artifact_name", "updates", "device_types_compatible"), "header-info");
        Optional<String> type = payloadType(info, "updates");
        if (type.isEmpty()) {
            throw new MalformedException("header-info: version 2 has no empty payloads");
        }
        return new HeaderInfo(
                text(info, "artifact_name"),
                Optional.empty(),
                deviceTypes(info, "device_types_compatible"),
                List.of(),
                List.of(),
                type);
    }

    static TypeInfo typeInfo3(byte[] bytes) throws IOException {
        JsonObject info = object("type-info", bytes);
        Map<String, String> provides = info.stringMap("artifact_provides").orElse(Map.of());
        Map<String, List<String>> depends = new LinkedHashMap<>();
        JsonObject dependsObject = info.object("artifact_depends").orElse(new JsonObject(Map.of()));
        for (Map.Entry<String, JsonValue> member : dependsObject.members().entrySet()) {
            List<String> values = member.getValue() instanceof JsonString one
                    ? List.of(one.value())
                    : dependsObject.strings(member.getKey()).orElseThrow(() -> tooMuch(member.getKey()));
            depends.put(member.getKey(), values);
        }
        requireSane(provides.keySet());
        requireSane(depends.keySet());
        return new TypeInfo(provides, depends, list(info, "clears_artifact_provides"));
    }

    /** Version 2 says nothing but the type. */
    static TypeInfo typeInfo2(byte[] bytes) throws IOException {
        object("type-info", bytes);
        return TypeInfo.EMPTY;
    }

    static List<String> files2(byte[] bytes) throws IOException {
        JsonObject files = object("files", bytes);
        requireOnly(files, Set.of("files"), "files");
        return list(files, "files").orElse(List.of());
    }

    static JsonObject metaData(byte[] bytes) throws IOException {
        return object("meta-data", bytes);
    }

    private static Optional<String> payloadType(JsonObject info, String key) throws IOException {
        List<JsonValue> payloads = info.array(key).map(array -> array.values()).orElse(List.of());
        if (payloads.size() != 1) {
            throw new MalformedException(
                    "header-info: exactly one payload is supported, '" + key + "' has " + payloads.size());
        }
        JsonObject payload = payloads.get(0).asObject();
        requireOnly(payload, Set.of("type"), key);
        Optional<String> type = payload.string("type");
        if (type.equals(Optional.of("")) || (type.isEmpty() && payload.members().get("type") != JsonNull.NULL)) {
            throw new MalformedException("header-info: the payload has no type");
        }
        return type;
    }

    private static List<String> deviceTypes(JsonObject object, String key) throws IOException {
        List<String> types = list(object, key).orElse(List.of());
        if (types.isEmpty()) {
            throw new MalformedException("header-info: '" + key + "' must name at least one device type");
        }
        return types;
    }

    private static String text(JsonObject object, String key) throws IOException {
        String text = object.string(key).orElse("");
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > ArtifactLimits.TEXT) {
            throw new MalformedException("header-info: '" + key + "' must have 1 to " + ArtifactLimits.TEXT + " bytes");
        }
        return text;
    }

    private static Optional<List<String>> list(JsonObject object, String key) throws IOException {
        Optional<List<String>> list = object.strings(key);
        if (list.isPresent() && list.get().size() > ArtifactLimits.ELEMENTS) {
            throw tooMuch(key);
        }
        return list;
    }

    private static void requireSane(Set<String> keys) throws MalformedException {
        if (keys.size() > ArtifactLimits.ELEMENTS) {
            throw tooMuch("type-info");
        }
        for (String key : keys) {
            if (RESERVED.contains(key)) {
                throw new MalformedException("type-info: '" + key + "' belongs into header-info only");
            }
        }
    }

    private static JsonObject object(String what, byte[] bytes) throws IOException {
        try {
            return Json.parse(bytes, JsonLimits.ofBytes(ArtifactLimits.META_DATA))
                    .asObject();
        } catch (JsonException e) {
            throw new MalformedException(what + ": " + e.getMessage(), e);
        }
    }

    private static void requireOnly(JsonObject object, Set<String> known, String what) throws MalformedException {
        for (String key : object.members().keySet()) {
            if (!known.contains(key)) {
                throw new MalformedException(what + ": unknown member '" + key + "'");
            }
        }
    }

    private static MalformedException tooMuch(String key) {
        return new MalformedException(
                "'" + key + "' is empty, or has more than " + ArtifactLimits.ELEMENTS + " elements");
    }
}
