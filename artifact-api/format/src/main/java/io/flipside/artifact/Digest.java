// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import java.util.Locale;

/**
 * A SHA-256 digest.
 *
 * @param hex exactly 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {
    public Digest {
        if (hex.length() != 64 || !hex.equals(hex.toLowerCase(Locale.ROOT)) || !hex.matches("[0-9a-f]*")) {
            throw new IllegalArgumentException("not a SHA-256 digest in lower-case hex: '" + hex + "'");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
