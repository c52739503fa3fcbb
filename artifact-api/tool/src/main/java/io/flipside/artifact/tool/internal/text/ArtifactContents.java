// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import io.flipside.artifact.Compression;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.Digest;
import java.time.Instant;
import java.util.List;

/**
 * Holds all that has been read from an artifact: header, compression, state of the signature, list of payload files.
 */
public record ArtifactContents(
        Artifact artifact, Compression compression, SignatureState signature, List<PayloadFileLine> files) {
    public ArtifactContents {
        files = List.copyOf(files);
    }

    /** Describes one payload file: name, size, time, digest. */
    public record PayloadFileLine(String name, long size, Instant modified, Digest digest) {}

    /** Tells what is known about the signature, and the words for it in the output of mender-artifact. */
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
