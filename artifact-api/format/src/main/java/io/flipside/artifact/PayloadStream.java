// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.codec.Place;
import io.flipside.artifact.internal.codec.Seekable;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.tar.TarReader;
import io.flipside.artifact.model.Checkpoint;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The payload archive in its three layers: stored in the container, expanded, and taken apart. Not thread-safe. */
final class PayloadStream implements Closeable {
    private final Container container;
    private final InputStream expanded;
    private final Optional<Seekable> seekable;
    private final TarReader archive;
    private final long start;
    private final long end;

    /** The content of the container's current entry, and the expanded bytes of it. */
    PayloadStream(Container container, InputStream expanded) {
        this.container = container;
        this.expanded = expanded;
        this.seekable = expanded instanceof Seekable stream ? Optional.of(stream) : Optional.empty();
        this.archive = new TarReader(expanded);
        this.start = container.start();
        this.end = start + container.left();
    }

    TarReader archive() {
        return archive;
    }

    Container container() {
        return container;
    }

    /** Where the current file starts in the expanded bytes, none of it being read yet. */
    long position() {
        return seekable.map(Seekable::position).orElse(0L);
    }

    /** The last place to go on at in the current file, which starts at {@code fileStart}; for any thread. */
    Optional<Checkpoint> checkpoint(long fileStart, long fileOffset) {
        return seekable.flatMap(stream -> stream.last(fileStart, fileStart + fileOffset))
                .map(place -> new Checkpoint(start + place.stored(), place.expanded() - fileStart));
    }

    /** Goes on in the current file, whose content starts here. */
    void goOn(Checkpoint from) throws IOException {
        if (from.artifactOffset() < start || from.artifactOffset() > end || from.fileOffset() > archive.left()) {
            throw new MalformedException("this checkpoint belongs to another artifact");
        }
        Place target = new Place(from.artifactOffset() - start, position() + from.fileOffset());
        if (seekable.isPresent() && seekable.get().jump(target)) {
            archive.passedOver(from.fileOffset());
        } else {
            // More was read already, or there is no way but the long one.
            archive.content().skipNBytes(from.fileOffset());
        }
    }

    @Override
    public void close() throws IOException {
        expanded.close();
    }
}
