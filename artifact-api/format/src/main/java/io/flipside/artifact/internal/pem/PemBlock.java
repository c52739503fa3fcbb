// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.pem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds one block of a PEM text, and finds all blocks of a text.
 *
 * @param label what it says behind BEGIN
 * @param headers of the traditional encryption, if any
 * @param content the decoded bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record PemBlock(String label, Map<String, String> headers, byte[] content) {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");

    /** Whether it is encrypted in the traditional way. */
    public boolean encrypted() {
        return headers.getOrDefault("Proc-Type", "").endsWith("ENCRYPTED");
    }

    /** All blocks of a text; what is outside of them does not count. */
    public static List<PemBlock> all(String pem) throws IOException {
        List<PemBlock> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(pem);
        int at = 0;
        while (begin.find(at)) {
            String label = begin.group(1);
            String endLine = "-----END " + label + "-----";
            int end = pem.indexOf(endLine, begin.end());
            if (end < 0) {
                throw new IOException("the key file has no '" + endLine + "'");
            }
            blocks.add(block(label, pem.substring(begin.end(), end)));
            at = end + endLine.length();
        }
        return blocks;
    }

    private static PemBlock block(String label, String body) throws IOException {
        Map<String, String> headers = new HashMap<>();
        StringBuilder base64 = new StringBuilder();
        for (String line : body.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            } else {
                base64.append(line.strip());
            }
        }
        try {
            return new PemBlock(label, headers, Base64.getDecoder().decode(base64.toString()));
        } catch (IllegalArgumentException e) {
            throw new IOException("the key file is not base64 behind 'BEGIN " + label + "'", e);
        }
    }
}
