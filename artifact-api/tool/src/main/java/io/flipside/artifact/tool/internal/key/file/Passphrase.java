// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds a passphrase, and spells it in bytes as the programs of the field did. They took what the terminal sent, in UTF-8
 * or in Latin-1.
 */
record Passphrase(String text) {
    /** For all formats but PKCS#12. */
    List<byte[]> octets() {
        var spellings = new ArrayList<>(List.of(text.getBytes(UTF_8)));
        if (!isAscii() && text.chars().allMatch(c -> c < 0x100)) {
            spellings.add(text.getBytes(ISO_8859_1));
        }
        return spellings;
    }

    /** For PKCS#12: two bytes a character and an end; OpenSSL before 1.1 made a character of each byte. */
    List<byte[]> characters() {
        var spellings = new ArrayList<>(List.of(terminated(text)));
        if (!isAscii()) {
            spellings.add(terminated(new String(text.getBytes(UTF_8), ISO_8859_1)));
        }
        if (text.isEmpty()) {
            spellings.add(new byte[0]);
        }
        return spellings;
    }

    /** Whether Java could not read some of it. */
    boolean isGarbled() {
        return text.indexOf('\ufffd') >= 0;
    }

    private boolean isAscii() {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static byte[] terminated(String text) {
        var bytes = text.getBytes(UTF_16BE);
        return Arrays.copyOf(bytes, bytes.length + 2);
    }

    /** Never shows it. */
    @Override
    public String toString() {
        return "(a passphrase)";
    }
}
