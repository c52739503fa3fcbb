// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.testing;

import io.flipside.artifact.ArtifactReader;
import io.flipside.artifact.ReadOptions;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.PayloadFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An artifact read to its end: its header, and the digest of each payload file as its consumer saw it. */
public record Contents(Artifact artifact, Map<String, String> files) {
    public static Contents of(byte[] bytes, ReadOptions options) throws IOException {
        return of(new ByteArrayInputStream(bytes), options);
    }

    public static Contents of(InputStream source, ReadOptions options) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ArtifactReader reader = ArtifactReader.open(source, options)) {
            for (Optional<PayloadFile> file = reader.nextFile(); file.isPresent(); file = reader.nextFile()) {
                files.put(file.get().name(), sha256(file.get().content()));
            }
            return new Contents(reader.artifact(), files);
        }
    }

    public static String sha256(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
