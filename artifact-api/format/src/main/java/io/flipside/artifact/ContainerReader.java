// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.BoundedReads;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.PositionInput;
import io.flipside.artifact.internal.tar.TarEntry;
import io.flipside.artifact.internal.tar.TarReader;
import io.flipside.artifact.model.ArtifactException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the outer tar archive of an artifact entry by entry, and adds entry and byte offset to every error. */
final class ContainerReader {
    /** Reads that are at least as long bypass it. */
    private static final int BUFFER = 64 << 10;

    private final PositionInput in;
    private final TarReader tar;
    private int number;
    private String name = "";
    private long start;
    private Optional<TarEntry> peeked = Optional.empty();
    private boolean ended;

    ContainerReader(InputStream source) {
        this.in = new PositionInput(new BufferedInputStream(source, BUFFER));
        this.tar = new TarReader(in);
    }

    /** The next entry's name without stepping into it; empty at the end. */
    Optional<String> peek() throws IOException {
        if (peeked.isEmpty() && !ended) {
            Optional<TarEntry> next = tar.next();
            start = in.position();
            number++;
            name = next.map(TarEntry::name).map(TarReader::printable).orElse("");
            if (next.isPresent() && next.get().directory()) {
                throw new MalformedException("an artifact has no directories");
            }
            peeked = next;
            ended = next.isEmpty();
        }
        return peeked.map(TarEntry::name);
    }

    /** Steps into the next entry. */
    TarEntry enter() throws IOException {
        peek();
        TarEntry entry = peeked.orElseThrow(() -> new MalformedException("the artifact ends too early"));
        peeked = Optional.empty();
        return entry;
    }

    /** Steps into the next entry, which must have this name. */
    TarEntry enter(String expected) throws IOException {
        Optional<String> found = peek();
        if (!found.equals(Optional.of(expected))) {
            throw new MalformedException("'" + expected + "' expected here, found "
                    + found.map(n -> "'" + TarReader.printable(n) + "'").orElse("the end"));
        }
        return enter();
    }

    /** The whole of the next entry, which must have this name and be small. */
    byte[] small(String expected, int limit) throws IOException {
        TarEntry entry = enter(expected);
        if (entry.size() > limit) {
            throw new MalformedException("longer than " + limit + " bytes");
        }
        return BoundedReads.upTo(tar.content(), limit);
    }

    /** The content of the entry entered last. */
    InputStream content() {
        return tar.content();
    }

    /** Where the entry that has just been read ends, padding included. */
    long end() {
        return (in.position() + 511) / 512 * 512;
    }

    /** Where the content of the entry entered last starts, until the next one is looked at. */
    long start() {
        return start;
    }

    /** Unread bytes of the entry entered last. */
    long left() {
        return tar.left();
    }

    /** What is wrong, and where. */
    ArtifactException located(IOException cause) {
        if (cause instanceof ArtifactException located) {
            return located;
        }
        if (number <= 1) {
            return new ArtifactException("not an artifact: " + cause.getMessage(), cause);
        }
        String entry = name.isEmpty()
                ? "behind entry " + (number - 1)
                : "entry " + number + " '" + name + "' at byte " + start;
        return new ArtifactException("artifact refused: " + entry + ": " + cause.getMessage(), cause);
    }
}
