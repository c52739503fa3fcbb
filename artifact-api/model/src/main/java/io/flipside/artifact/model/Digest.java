// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Holds a SHA-256 digest, the checksum of files in artifacts. {@link Sha256Calculator} computes one.
 *
 * @param hex exactly 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {
    /** Length of a digest in bytes. */
    public static final int BYTES = 32;

    public Digest {
        if (hex.length() != 2 * BYTES || !hex.equals(hex.toLowerCase(Locale.ROOT)) || !hex.matches("[0-9a-f]*")) {
            throw new IllegalArgumentException("not a SHA-256 digest in lower-case hex: '" + hex + "'");
        }
    }

    /** Makes a digest of its 32 bytes. */
    public static Digest of(byte[] bytes) {
        return new Digest(HexFormat.of().formatHex(bytes));
    }

    /** Returns its 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
