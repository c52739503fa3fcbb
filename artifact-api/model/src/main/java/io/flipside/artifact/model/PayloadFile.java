// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives access to one payload file while its artifact is being read: name, size, digest, content. The content can be
 * read only once. Not thread-safe.
 */
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

    /**
     * The last place, at or before what was handed out by {@link #content}, where another reader of the same artifact can
     * go on. It costs nothing; it must be asked for in the thread that reads the content. Empty if there was none yet, or
     * if the payload was not written in units: FORMAT.md, section 6.
     */
    default Optional<Checkpoint> checkpoint() {
        return Optional.empty();
    }

    /**
     * Goes on where another reader was: {@link #content} starts at the checkpoint's file offset. The artifact's bytes in
     * between are skipped with {@link InputStream#skip} of its source, which does not read them if it can help it.
     *
     * <p>Nothing is believed: the digest is still over the whole file, its head taken from {@code written}. If a checkpoint
     * or these bytes are wrong, that shows now or, at the latest, where the content ends. It blocks for as long as reading
     * {@code written} takes. After a failure the reader can't be used any more.
     *
     * @param written the content before the file offset; exactly so much of it is read, and it is not closed
     * @throws IllegalStateException if content was read already, or this was called before
     * @throws ArtifactException if the checkpoint is outside of the file or the payload, or {@code written} ends too early
     * @throws IOException if {@code written} or the artifact can't be read
     * @throws UnsupportedOperationException if this file can only be read from its start; such a file has no checkpoints
     */
    default void resume(Checkpoint from, InputStream written) throws IOException {
        throw new UnsupportedOperationException(name() + " can only be read from its start");
    }
}
