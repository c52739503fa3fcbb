// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.WorkerThreads;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.ArtifactException;
import io.flipside.artifact.model.PayloadFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads an artifact from a stream in one pass and with bounded memory: the header first, then each payload file in
 * turn. Not thread-safe.
 *
 * <p>Use: open, look at {@link #artifact()}, then call {@link #nextFile()} until it is empty: only then is the
 * artifact known to be whole.
 *
 * <p>Memory: some 1 MiB, what {@link #artifact()} holds (at most 16 MiB of scripts and a few MiB of texts), for xz and
 * zstd their window (at most 64 MiB each), and what {@link ReadOptions#threads()} says.
 */
public final class ArtifactReader implements Closeable {
    private final InputStream source;
    private final WorkerThreads workers;
    private final HeaderReader.Result header;
    private final PayloadReader payload;

    private ArtifactReader(
            InputStream source, WorkerThreads workers, HeaderReader.Result header, PayloadReader payload) {
        this.source = source;
        this.workers = workers;
        this.header = header;
        this.payload = payload;
    }

    /**
     * Reads and checks everything up to the first payload byte. The source is closed with the reader, but not if this
     * method throws.
     *
     * @throws ArtifactException if the bytes are not an acceptable artifact
     * @throws IOException if the source fails
     * @throws IllegalArgumentException if a verification key is neither RSA nor P-256
     */
    public static ArtifactReader open(InputStream source, ReadOptions options) throws IOException {
        ContainerReader container = new ContainerReader(source);
        WorkerThreads workers = new WorkerThreads(options.threads());
        CompressionCodecs codecs = new CompressionCodecs(workers);
        try {
            HeaderReader.Result header =
                    new HeaderReader(container, options, new CompressionCodecs(new WorkerThreads(1))).read();
            PayloadReader payload = new PayloadReader(
                    container, codecs, header.artifact().payload().files(), options.payloadLimit());
            return new ArtifactReader(source, workers, header, payload);
        } catch (MalformedException e) {
            throw container.located(e);
        } catch (JsonException e) {
            throw container.located(new MalformedException("header: " + e.getMessage(), e));
        }
    }

    /** What the artifact says of itself. */
    public Artifact artifact() {
        return header.artifact();
    }

    /** Returns parts of the header as they are stored. */
    public RawHeaderJson rawHeaderJson() {
        return header.rawJson();
    }

    /** Whether it has an augment section, which no signature covers. */
    public boolean augmented() {
        return header.augmented();
    }

    /** How the header is compressed; writers compress the payload in the same way. */
    public Compression compression() {
        return header.compression();
    }

    /**
     * The next payload file; the former one is read to its end first. Empty when all files have been read and the
     * manifest has no file left.
     *
     * @throws ArtifactException if a file is missing, unlisted, or differs from its checksum
     */
    public Optional<PayloadFile> nextFile() throws IOException {
        return payload.next();
    }

    /** Closes the source, stops the threads. */
    @Override
    public void close() throws IOException {
        try {
            source.close();
        } finally {
            workers.close();
            payload.close();
        }
    }
}
