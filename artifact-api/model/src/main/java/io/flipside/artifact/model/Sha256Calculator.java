// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes SHA-256 digests, of complete data in one call or incrementally. An instance is not thread-safe. */
public final class Sha256Calculator {
    private static final int BUFFER = 64 << 10;

    private final MessageDigest digest = create();

    /** Computes the digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return Digest.of(create().digest(bytes));
    }

    /** Computes the digest of a text in UTF-8. */
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Computes the digest of a file's content.
     *
     * @throws IOException if the file can't be read
     */
    public static Digest of(Path file) throws IOException {
        Sha256Calculator sum = new Sha256Calculator();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sum.update(buffer, 0, n);
            }
        }
        return sum.digest();
    }

    /** Adds all bytes of an array. */
    public void update(byte[] bytes) {
        update(bytes, 0, bytes.length);
    }

    /** Adds some bytes of an array. */
    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** Adds the remaining bytes of a buffer, whose position then is its limit. */
    public void update(ByteBuffer bytes) {
        digest.update(bytes);
    }

    /** Returns the digest of what was added, and starts anew. */
    public Digest digest() {
        return Digest.of(digest.digest());
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256, which every Java must have", e);
        }
    }
}
