// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.fuzz;

import java.io.IOException;

/** Any bytes in front of a manifest's right lines; and the same bytes as header and payload archive, checksums right. */
public final class ManifestTarget {
    private static final byte[] VERSION = Assembled.bytes("{\"format\":\"mender\",\"version\":3}");
    private static final byte[] HEADER = Assembled.tar(
            "header-info",
            Assembled.bytes("{\"payloads\":[{\"type\":\"t\"}],\"artifact_provides\":{\"artifact_name\":\"n\"},"
                    + "\"artifact_depends\":{\"device_type\":[\"d\"]}}"),
            "headers/0000/type-info",
            Assembled.bytes("{\"type\":\"t\"}"));

    private ManifestTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        byte[] right = Assembled.bytes(Assembled.line(HEADER, "header.tar") + Assembled.line(VERSION, "version"));
        byte[] manifest = new byte[input.length + right.length];
        System.arraycopy(input, 0, manifest, 0, input.length);
        System.arraycopy(right, 0, manifest, input.length, right.length);
        ReaderTarget.fuzzerTestOneInput(Assembled.artifact(VERSION, manifest, HEADER, Assembled.tar("a", input)));
        byte[] listed = Assembled.bytes(Assembled.line(input, "data/0000/a")
                + Assembled.line(input, "header.tar")
                + Assembled.line(VERSION, "version"));
        ReaderTarget.fuzzerTestOneInput(Assembled.artifact(VERSION, listed, input, input));
    }
}
