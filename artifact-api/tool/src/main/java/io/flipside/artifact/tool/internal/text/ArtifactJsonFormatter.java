// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonArray;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.json.JsonNull;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonString;
import io.flipside.artifact.json.JsonValue;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.StateScript;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats the contents of an artifact as JSON for programs ({@code read --json}). */
public final class ArtifactJsonFormatter {
    private ArtifactJsonFormatter() {}

    /** The whole text, indented, with a newline at its end. */
    public static String of(ArtifactContents contents) throws JsonException {
        var artifact = contents.artifact();
        var json = JsonObject.builder()
                .put("name", artifact.name())
                .put("format_version", artifact.formatVersion())
                .put("compression", contents.compression().name().toLowerCase(Locale.ROOT))
                .put("signature", contents.signature().name().toLowerCase(Locale.ROOT))
                .put("device_types", artifact.deviceTypes())
                .put("group", artifact.group())
                .put("depends_on_names", artifact.dependsName())
                .put("depends_on_groups", artifact.dependsGroup())
                .put(
                        "scripts",
                        artifact.scripts().stream()
                                .map(StateScript::name)
                                .sorted()
                                .toList())
                .put("payload", payload(artifact.payload(), contents.files()));
        return PrettyJsonFormatter.text(json.build())
                .lines()
                .map(TerminalEscaping::of)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static JsonObject payload(Artifact.Payload payload, List<ArtifactContents.PayloadFileLine> files)
            throws JsonException {
        var json = JsonObject.builder()
                .put("type", payload.type().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL))
                .put("provides", JsonObject.ofStrings(new TreeMap<>(payload.provides())))
                .put("depends", depends(payload.depends()))
                .put(
                        "files",
                        new JsonArray(
                                files.stream().map(ArtifactJsonFormatter::file).toList()));
        payload.clearsProvides().ifPresent(patterns -> json.put("clears_provides", patterns));
        if (payload.metaData().isPresent()) {
            json.put("meta_data", Json.parse(payload.metaData().get()));
        }
        return json.build();
    }

    private static JsonObject depends(Map<String, List<String>> depends) {
        var json = JsonObject.builder();
        new TreeMap<>(depends).forEach(json::put);
        return json.build();
    }

    private static JsonValue file(ArtifactContents.PayloadFileLine file) {
        return JsonObject.builder()
                .put("name", file.name())
                .put("size", file.size())
                .put("modified", file.modified().toString())
                .put("sha256", file.digest().hex())
                .build();
    }
}
