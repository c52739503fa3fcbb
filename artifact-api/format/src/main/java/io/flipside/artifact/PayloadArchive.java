// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.codec.unit.ResumableInput;
import io.flipside.artifact.internal.codec.unit.UnitPosition;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.tar.TarReader;
import io.flipside.artifact.model.Checkpoint;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the payload's archive: extracts it from the container, decompresses it, and records positions at which reading
 * can be resumed. Not thread-safe.
 */
final class PayloadArchive implements Closeable {
    private final ContainerReader container;
    private final InputStream decompressed;
    private final Optional<ResumableInput> seekable;
    private final TarReader archive;
    private final long start;
    private final long end;

    /** The content of the container's current entry, and the decompressed bytes of it. */
    PayloadArchive(ContainerReader container, InputStream decompressed) {
        this.container = container;
        this.decompressed = decompressed;
        this.seekable = decompressed instanceof ResumableInput stream ? Optional.of(stream) : Optional.empty();
        this.archive = new TarReader(decompressed);
        this.start = container.start();
        this.end = start + container.left();
    }

    TarReader archive() {
        return archive;
    }

    ContainerReader container() {
        return container;
    }

    /** Where the current file starts in the decompressed bytes, none of it being read yet. */
    long position() {
        return seekable.map(ResumableInput::position).orElse(0L);
    }

    /** The last place to go on at in the current file, which starts at {@code fileStart}; for any thread. */
    Optional<Checkpoint> checkpoint(long fileStart, long fileOffset) {
        return seekable.flatMap(stream -> stream.last(fileStart, fileStart + fileOffset))
                .map(place -> new Checkpoint(start + place.stored(), place.decompressed() - fileStart));
    }

    /** Goes on in the current file, whose content starts here. */
    void goOn(Checkpoint from) throws IOException {
        if (from.artifactOffset() < start || from.artifactOffset() > end || from.fileOffset() > archive.left()) {
            throw new MalformedException("this checkpoint belongs to another artifact");
        }
        UnitPosition target = new UnitPosition(from.artifactOffset() - start, position() + from.fileOffset());
        if (seekable.isPresent() && seekable.get().jump(target)) {
            archive.passedOver(from.fileOffset());
        } else {
            // More was read already, or there is no way but the long one.
            archive.content().skipNBytes(from.fileOffset());
        }
    }

    @Override
    public void close() throws IOException {
        decompressed.close();
    }
}
