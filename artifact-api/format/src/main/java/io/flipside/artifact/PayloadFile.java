// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import java.io.InputStream;
import java.time.Instant;

/** A payload file whose bytes come next in the stream. Not thread-safe. */
public interface PayloadFile {
    /** Bare file name, made of {@code [A-Za-z0-9_.,-]} only. */
    String name();

    /** Uncompressed size in bytes. */
    long size();

    /** The digest that the manifest promises. */
    Digest digest();

    /** Permission bits that the file had where the artifact was made; for display only. */
    default int mode() {
        return 0644;
    }

    /** When the file was modified last where the artifact was made; for display only. */
    default Instant modified() {
        return Instant.EPOCH;
    }

    /**
     * The uncompressed bytes, once. Its end is reached only if the digest is right: the read that would
     * report the end throws {@link ArtifactException} otherwise. Reads of 64 KiB and more, and {@code transferTo}, are the
     * fast ones. Closing it does nothing.
     */
    InputStream content();
}
