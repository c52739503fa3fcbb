// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.testing;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonArray;
import io.flipside.artifact.json.JsonNull;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonString;
import io.flipside.artifact.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes small uncompressed artifacts, good ones and odd ones. */
public final class MenderFile {
    private final String name;
    private Optional<String> type = Optional.of("rootfs-image");
    private List<String> deviceTypes = List.of("testboard");
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, byte[]> scripts = new LinkedHashMap<>();
    private final JsonObject.Builder depends = JsonObject.builder();
    private Map<String, String> typeProvides = Map.of();
    private Map<String, List<String>> typeDepends = Map.of();
    private Optional<List<String>> clears = Optional.of(List.of("rootfs-image.*"));
    private Optional<PrivateKey> key = Optional.empty();
    private boolean damaged;

    private MenderFile(String name) {
        this.name = name;
    }

    public static MenderFile named(String name) {
        return new MenderFile(name);
    }

    public MenderFile type(String payloadType) {
        type = Optional.of(payloadType);
        return this;
    }

    public MenderFile withoutPayload() {
        type = Optional.empty();
        return this;
    }

    public MenderFile forDevices(String... types) {
        deviceTypes = List.of(types);
        return this;
    }

    public MenderFile file(String fileName, byte[] content) {
        files.put(fileName, content);
        return this;
    }

    public MenderFile script(String scriptName, String content) {
        scripts.put(scriptName, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public MenderFile dependsOnName(String... names) {
        depends.put("artifact_name", List.of(names));
        return this;
    }

    public MenderFile dependsOn(String provided, String... values) {
        typeDepends = Map.of(provided, List.of(values));
        return this;
    }

    public MenderFile provides(Map<String, String> provided) {
        typeProvides = provided;
        return this;
    }

    public MenderFile clears(String... patterns) {
        clears = Optional.of(List.of(patterns));
        return this;
    }

    public MenderFile signed(PrivateKey rsa) {
        key = Optional.of(rsa);
        return this;
    }

    /** One bit of the last payload file is wrong. */
    public MenderFile damaged() {
        damaged = true;
        return this;
    }

    public byte[] bytes() {
        byte[] version = utf8("{\"format\":\"mender\",\"version\":3}");
        byte[] header = header();
        StringBuilder manifest = new StringBuilder();
        files.forEach((file, content) -> manifest.append(line(content, "data/0000/" + file)));
        manifest.append(line(header, "header.tar")).append(line(version, "version"));
        Tar outer = new Tar().add("version", version).add("manifest", utf8(manifest.toString()));
        key.ifPresent(rsa -> outer.add("manifest.sig", sign(rsa, utf8(manifest.toString()))));
        return outer.add("header.tar", header).add("data/0000.tar", data()).end();
    }

    private byte[] header() {
        JsonValue payloadType = type.<JsonValue>map(JsonString::new).orElse(JsonNull.NULL);
        JsonObject info = JsonObject.builder()
                .put(
                        "payloads",
                        new JsonArray(List.of(
                                JsonObject.builder().put("type", payloadType).build())))
                .put("artifact_provides", JsonObject.ofStrings(Map.of("artifact_name", name)))
                .put("artifact_depends", depends.put("device_type", deviceTypes).build())
                .build();
        JsonObject.Builder lists = JsonObject.builder();
        typeDepends.forEach(lists::put);
        JsonObject.Builder typeInfo = JsonObject.builder()
                .put("type", payloadType)
                .put("artifact_provides", JsonObject.ofStrings(typeProvides))
                .put("artifact_depends", lists.build());
        clears.ifPresent(patterns -> typeInfo.put("clears_artifact_provides", patterns));
        Tar tar = new Tar().add("header-info", Json.write(info));
        scripts.forEach((script, content) -> tar.add("scripts/" + script, content));
        return tar.add("headers/0000/type-info", Json.write(typeInfo.build())).end();
    }

    private byte[] data() {
        Tar tar = new Tar();
        files.forEach((file, content) -> {
            byte[] stored = content.clone();
            if (damaged && file.equals(List.copyOf(files.keySet()).get(files.size() - 1))) {
                stored[stored.length - 1] ^= 1;
            }
            tar.add(file, stored);
        });
        return tar.end();
    }

    private static String line(byte[] content, String entry) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest) + "  " + entry + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sign(PrivateKey rsa, byte[] manifest) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(rsa);
            signature.update(manifest);
            return Base64.getEncoder().encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The plainest archive. */
    private static final class Tar {
        private static final int BLOCK = 512;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Tar add(String entry, byte[] content) {
            byte[] header = new byte[BLOCK];
            put(header, 0, entry);
            put(header, 100, "0000600\0");
            put(header, 108, "0000000\0");
            put(header, 116, "0000000\0");
            put(header, 124, String.format("%011o\0", content.length));
            put(header, 136, "00000000000\0");
            put(header, 148, "        ");
            put(header, 156, "0");
            put(header, 257, "ustar\00000");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, String.format("%06o\0 ", sum));
            out.writeBytes(header);
            out.writeBytes(content);
            out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
            return this;
        }

        byte[] end() {
            out.writeBytes(new byte[2 * BLOCK]);
            return out.toByteArray();
        }

        private static void put(byte[] header, int offset, String text) {
            byte[] bytes = utf8(text);
            System.arraycopy(bytes, 0, header, offset, bytes.length);
        }
    }
}
