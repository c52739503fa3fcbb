// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.fuzz;

import io.flipside.artifact.internal.tar.TarEncoder;
import io.flipside.artifact.internal.tar.TarEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Artifacts around any bytes, with checksums that are right, so that fuzzing gets past them. */
final class Assembled {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] tar(Object... namesAndContents) {
        Assembled assembled = new Assembled();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            assembled.entry((String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
        }
        assembled.out.writeBytes(TarEncoder.end());
        return assembled.out.toByteArray();
    }

    static byte[] artifact(byte[] version, byte[] manifest, byte[] header, byte[] data) {
        return tar("version", version, "manifest", manifest, "header.tar", header, "data/0000.tar", data);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String line(byte[] content, String name) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)) + "  " + name + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void entry(String name, byte[] content) {
        out.writeBytes(TarEncoder.header(TarEntry.file(name, content.length, 0644)));
        out.writeBytes(content);
        out.write(new byte[512], 0, TarEncoder.padding(content.length));
    }
}
