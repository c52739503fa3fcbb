// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.fuzz;

import java.io.IOException;
import java.util.Arrays;

/** Any bytes as the JSON texts of a header: the first byte picks the version, zeros divide the texts. */
public final class HeaderTarget {
    private static final byte[] PAYLOAD = Assembled.bytes("payload");

    private HeaderTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        byte[][] texts = new byte[4][0];
        int at = Math.min(1, input.length);
        for (int i = 0; i < texts.length; i++) {
            int end = at;
            while (end < input.length && (input[end] != 0 || i == texts.length - 1)) {
                end++;
            }
            texts[i] = Arrays.copyOfRange(input, at, end);
            at = Math.min(end + 1, input.length);
        }
        boolean version2 = input.length > 0 && input[0] == '2';
        byte[] version = Assembled.bytes("{\"format\":\"mender\",\"version\":" + (version2 ? 2 : 3) + "}");
        byte[] header = version2
                ? Assembled.tar(
                        "header-info", texts[0], "headers/0000/files", texts[3], "headers/0000/type-info", texts[1])
                : Assembled.tar(
                        "header-info",
                        texts[0],
                        "headers/0000/type-info",
                        texts[1],
                        "headers/0000/meta-data",
                        texts[2]);
        String manifest = Assembled.line(PAYLOAD, "data/0000/a")
                + Assembled.line(header, "header.tar")
                + Assembled.line(version, "version");
        ReaderTarget.fuzzerTestOneInput(
                Assembled.artifact(version, Assembled.bytes(manifest), header, Assembled.tar("a", PAYLOAD)));
    }
}
