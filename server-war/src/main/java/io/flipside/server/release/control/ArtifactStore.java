// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores the bytes of artifacts, under their ids. It knows nothing about artifacts: the rows of the database decide which of
 * its bytes count, and {@link ArtifactSweeper} deletes the others. Shaped so that an object store can be behind it: bytes
 * appear at once, never change, and are read by ranges.
 */
public interface ArtifactStore {
    /** Under which name a store keeps its mark. */
    String MARK = "store-id";

    /** Says where the store is, for people. */
    String place();

    /** Reads the text that tells to which database the store belongs; empty if nobody has written it yet. */
    Optional<String> mark() throws IOException;

    /** Replaces that text, all at once and durably. It is no artifact, and not listed. */
    void mark(String text) throws IOException;

    /** Begins to store the bytes of an artifact. Nobody can read them before they are published. */
    Upload begin(String id) throws IOException;

    /**
     * Reads so many bytes from this position on. Fails with {@link java.nio.file.NoSuchFileException} if the store has no
     * published bytes with this id, and in the middle if it has too few of them.
     */
    InputStream read(String id, long first, long length) throws IOException;

    /** Deletes the bytes with this id, published or not. Deleting what is not there is no error. */
    void delete(String id) throws IOException;

    /** Lists everything that is in the store, uploads that were never finished included. */
    List<Entry> list() throws IOException;

    /** Takes the bytes of one artifact. Closing it without publishing deletes them. */
    interface Upload extends Closeable {
        /** Returns where the bytes go. */
        OutputStream output();

        /** Makes the bytes readable, all at once, after they are durable. */
        void publish() throws IOException;
    }

    /**
     * Describes what the store has under one id.
     *
     * @param id of the artifact
     * @param changed when bytes were last written
     * @param published whether they can be read
     */
    record Entry(String id, Instant changed, boolean published) {}
}
