// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import java.io.InputStream;

/** A payload file whose bytes come next in the stream. Not thread-safe. */
public interface PayloadFile {
    /** Bare file name, made of {@code [A-Za-z0-9_.,-]} only. */
    String name();

    /** Uncompressed size in bytes. */
    long size();

    /** The digest that the manifest promises. */
    Digest digest();

    /**
     * The uncompressed bytes, once. Its end is reached only if the digest is right: the read that would
     * report the end throws {@link ArtifactException} otherwise.
     */
    InputStream content();
}
