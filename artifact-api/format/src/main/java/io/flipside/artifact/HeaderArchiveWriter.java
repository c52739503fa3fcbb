// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.tar.TarEncoder;
import io.flipside.artifact.internal.tar.TarEntry;
import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonArray;
import io.flipside.artifact.json.JsonNull;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonString;
import io.flipside.artifact.json.JsonValue;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.StateScript;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Writes the version file and the header archive of an artifact. Equal descriptions give equal bytes. */
final class HeaderArchiveWriter {
    private final Artifact artifact;
    private final Instant modified;
    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    private HeaderArchiveWriter(Artifact artifact, Instant modified) {
        this.artifact = artifact;
        this.modified = modified;
    }

    static byte[] version(int version) {
        return Json.write(JsonObject.builder()
                .put("format", "mender")
                .put("version", version)
                .build());
    }

    /** The header archive, not compressed. */
    static byte[] archive(Artifact artifact, Instant modified) {
        return new HeaderArchiveWriter(artifact, modified).archive();
    }

    private byte[] archive() {
        boolean version2 = artifact.formatVersion() == 2;
        add(HeaderArchive.HEADER_INFO, 0600, Json.write(version2 ? headerInfo2() : headerInfo3()));
        for (StateScript script : artifact.scripts()) {
            add(HeaderArchive.SCRIPTS + script.name(), 0755, script.content());
        }
        if (version2) {
            List<String> names = artifact.payload().files().stream()
                    .map(Artifact.ListedFile::name)
                    .toList();
            add(
                    HeaderArchive.FILES,
                    0600,
                    Json.write(JsonObject.builder().put("files", names).build()));
        }
        add(HeaderArchive.TYPE_INFO, 0600, Json.write(version2 ? type() : typeInfo3()));
        // The peers' image artifacts always have meta-data, if only an empty one.
        boolean image = artifact.payload()
                .type()
                .filter(DefaultProvides.ROOTFS_IMAGE::equals)
                .isPresent();
        if (image || artifact.payload().metaData().isPresent()) {
            add(
                    HeaderArchive.META_DATA,
                    0600,
                    artifact.payload().metaData().orElse("").getBytes(StandardCharsets.UTF_8));
        }
        archive.writeBytes(TarEncoder.end());
        return archive.toByteArray();
    }

    private void add(String name, int mode, byte[] content) {
        archive.writeBytes(TarEncoder.entry(new TarEntry(name, false, content.length, mode, modified), content));
    }

    private JsonObject type() {
        return JsonObject.builder().put("type", typeValue()).build();
    }

    private JsonValue typeValue() {
        return artifact.payload().type().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL);
    }

    private JsonObject headerInfo2() {
        return JsonObject.builder()
                .put("artifact_name", artifact.name())
                .put("updates", new JsonArray(List.of(type())))
                .put("device_types_compatible", artifact.deviceTypes())
                .build();
    }

    private JsonObject headerInfo3() {
        JsonObject provides = JsonObject.builder()
                .put("artifact_name", artifact.name())
                .put("artifact_group", artifact.group())
                .build();
        JsonObject.Builder depends = JsonObject.builder();
        if (!artifact.dependsName().isEmpty()) {
            depends.put("artifact_name", artifact.dependsName());
        }
        depends.put("device_type", artifact.deviceTypes());
        if (!artifact.dependsGroup().isEmpty()) {
            depends.put("artifact_group", artifact.dependsGroup());
        }
        return JsonObject.builder()
                .put("payloads", new JsonArray(List.of(type())))
                .put("artifact_provides", provides)
                .put("artifact_depends", depends.build())
                .build();
    }

    private JsonObject typeInfo3() {
        Artifact.Payload payload = artifact.payload();
        JsonObject.Builder info = JsonObject.builder().put("type", typeValue());
        if (!payload.depends().isEmpty()) {
            JsonObject.Builder depends = JsonObject.builder();
            new TreeMap<>(payload.depends()).forEach((key, values) -> put(depends, key, values));
            info.put("artifact_depends", depends.build());
        }
        if (!payload.provides().isEmpty()) {
            info.put("artifact_provides", JsonObject.ofStrings(new TreeMap<>(payload.provides())));
        }
        payload.clearsProvides().ifPresent(patterns -> info.put("clears_artifact_provides", patterns));
        return info.build();
    }

    private static void put(JsonObject.Builder depends, String key, List<String> values) {
        if (values.size() == 1) {
            depends.put(key, values.get(0));
        } else {
            depends.put(key, values);
        }
    }
}
