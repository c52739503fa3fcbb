// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.corpus;

import io.flipside.artifact.tool.corpus.Tar.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** Builds an artifact by hand. Every part starts out right and can be replaced; nothing is checked. */
final class Forge {
    static final String V3_INFO = "{\"payloads\":[{\"type\":\"single-file\"}],\"artifact_provides\":{\"artifact_name\":"
            + "\"rel1\"},\"artifact_depends\":{\"device_type\":[\"dev1\"]}}";
    static final String V2_INFO =
            "{\"artifact_name\":\"rel2\",\"updates\":[{\"type\":\"rootfs-image\"}],\"device_types_compatible\":[\"dev1\"]}";

    /** Types of entries that say something about the next one. */
    private static final String EXTENSIONS = "xgXLK";

    String version = "{\"format\":\"mender\",\"version\":3}";
    List<Entry> header = new ArrayList<>(List.of(
            Entry.file("header-info", V3_INFO), Entry.file("headers/0000/type-info", "{\"type\":\"single-file\"}")));
    List<Entry> data = new ArrayList<>(List.of(Entry.file("hello.txt", "hello\n")));
    String extension = ".gz";
    UnaryOperator<byte[]> headerCompression = Forge::gzip;
    UnaryOperator<byte[]> dataCompression = Forge::gzip;
    Consumer<List<String>> manifestLines = lines -> {};
    UnaryOperator<String> manifest = text -> text;
    UnaryOperator<byte[]> signature = bytes -> new byte[0];
    Consumer<List<Entry>> outer = entries -> {};
    UnaryOperator<byte[]> whole = bytes -> bytes;

    /** Replaces the content of one entry of the header. */
    void header(String name, String content) {
        header.replaceAll(entry -> entry.name().equals(name) ? Entry.file(name, content) : entry);
    }

    /** Makes it a version 2 artifact. */
    void version2() {
        version = "{\"format\":\"mender\",\"version\":2}";
        header = new ArrayList<>(List.of(
                Entry.file("header-info", V2_INFO),
                Entry.file("headers/0000/files", "{\"files\":[\"hello.txt\"]}"),
                Entry.file("headers/0000/type-info", "{\"type\":\"rootfs-image\"}"),
                Entry.file("headers/0000/meta-data", "")));
    }

    void uncompressed() {
        extension = "";
        headerCompression = bytes -> bytes;
        dataCompression = bytes -> bytes;
    }

    byte[] build() {
        var headerTar = headerCompression.apply(Tar.archive(header));
        var versionBytes = version.getBytes(StandardCharsets.UTF_8);
        var lines = new ArrayList<String>();
        data.stream()
                .filter(entry -> EXTENSIONS.indexOf(entry.type()) < 0)
                .forEach(entry -> lines.add(line(entry.content(), "data/0000/" + entry.name())));
        lines.add(line(headerTar, "header.tar" + extension));
        lines.add(line(versionBytes, "version"));
        manifestLines.accept(lines);
        var manifestBytes = manifest.apply(String.join("", lines)).getBytes(StandardCharsets.UTF_8);
        var entries = new ArrayList<>(List.of(
                Entry.file("version", versionBytes),
                Entry.file("manifest", manifestBytes),
                Entry.file("header.tar" + extension, headerTar),
                Entry.file("data/0000.tar" + extension, dataCompression.apply(Tar.archive(data)))));
        var signatureBytes = signature.apply(manifestBytes);
        if (signatureBytes.length > 0) {
            entries.add(2, Entry.file("manifest.sig", signatureBytes));
        }
        outer.accept(entries);
        return whole.apply(Tar.archive(entries));
    }

    static String line(byte[] content, String name) {
        return sha256(content) + "  " + name + "\n";
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
