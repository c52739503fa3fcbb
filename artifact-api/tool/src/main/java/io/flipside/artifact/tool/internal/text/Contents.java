// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import io.flipside.artifact.Artifact;
import io.flipside.artifact.Compression;
import io.flipside.artifact.Digest;
import java.time.Instant;
import java.util.List;

/** A whole artifact that has been read to its end. */
public record Contents(Artifact artifact, Compression compression, SignatureState signature, List<FileLine> files) {
    public Contents {
        files = List.copyOf(files);
    }

    /** One payload file. */
    public record FileLine(String name, long size, Instant modified, Digest digest) {}

    /** What is known about the signature. */
    public enum SignatureState {
        NONE("no signature"),
        NOT_CHECKED(
                "signed but no key for verification provided; please use `-k` option for providing verification key"),
        VERIFIED("signed and verified correctly"),
        WRONG("signed; verification using provided key failed");

        private final String text;

        SignatureState(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
