// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.BoundedReads;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.tar.TarEntry;
import io.flipside.artifact.internal.tar.TarReader;
import io.flipside.artifact.model.StateScript;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the files of a header archive (header-info, scripts, type-info, meta-data) as bytes, and reads them from its
 * tar.
 *
 * @param headerInfo what the artifact is called and fits
 * @param scripts state scripts
 * @param typeInfo what the payload is, provides and depends on
 * @param metaData the payload's own JSON object; empty bytes count as absent
 * @param files names of the payload files, version 2 only
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record HeaderArchive(
        byte[] headerInfo,
        List<StateScript> scripts,
        byte[] typeInfo,
        Optional<byte[]> metaData,
        Optional<byte[]> files) {
    static final String HEADER_INFO = "header-info";
    static final String SCRIPTS = "scripts/";
    static final String PAYLOAD = "headers/0000/";
    static final String TYPE_INFO = PAYLOAD + "type-info";
    static final String META_DATA = PAYLOAD + "meta-data";
    static final String FILES = PAYLOAD + "files";
    private static final Set<String> DIRECTORIES = Set.of("headers/", "headers", "headers/0000", PAYLOAD);

    /** Reads an decompressed header archive to its end. */
    static HeaderArchive read(InputStream decompressed) throws IOException {
        return new Walk(new TarReader(decompressed)).files();
    }

    private static final class Walk {
        private final TarReader tar;
        private final List<StateScript> scripts = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private byte[] headerInfo = {};
        private Optional<byte[]> typeInfo = Optional.empty();
        private Optional<byte[]> metaData = Optional.empty();
        private Optional<byte[]> files = Optional.empty();
        private boolean inPayload;
        private long scriptBytes;

        Walk(TarReader tar) {
            this.tar = tar;
        }

        HeaderArchive files() throws IOException {
            TarEntry first = tar.next().orElseThrow(() -> new MalformedException("the header is empty"));
            if (!first.name().equals(HEADER_INFO) || first.directory()) {
                throw new MalformedException(
                        "the header must begin with 'header-info', found '" + TarReader.printable(first.name()) + "'");
            }
            headerInfo = content(ArtifactLimits.INFO, HEADER_INFO);
            for (Optional<TarEntry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                accept(entry.get());
            }
            tar.requireNothingMore();
            return new HeaderArchive(
                    headerInfo,
                    scripts,
                    typeInfo.orElseThrow(() -> new MalformedException("the header has no '" + TYPE_INFO + "'")),
                    metaData.filter(bytes -> bytes.length > 0),
                    files);
        }

        private void accept(TarEntry entry) throws IOException {
            String name = entry.name();
            if (!seen.add(name) || seen.size() > ArtifactLimits.HEADER_ENTRIES) {
                throw new MalformedException(
                        "the header has '" + TarReader.printable(name) + "' twice, or too many entries");
            }
            if (entry.directory()) {
                if (!DIRECTORIES.contains(name)) {
                    throw unexpected(name);
                }
                inPayload = true;
            } else if (name.startsWith(SCRIPTS) && !inPayload) {
                script(entry);
            } else {
                inPayload = true;
                switch (name) {
                    case TYPE_INFO -> typeInfo = Optional.of(content(ArtifactLimits.INFO, name));
                    case META_DATA -> metaData = Optional.of(content(ArtifactLimits.META_DATA, name));
                    case FILES -> files = Optional.of(content(ArtifactLimits.INFO, name));
                    default -> throw unexpected(name);
                }
            }
        }

        private void script(TarEntry entry) throws IOException {
            String name = FileNameRules.script(entry.name().substring(SCRIPTS.length()));
            scriptBytes += entry.size();
            if (scripts.size() == ArtifactLimits.SCRIPTS || scriptBytes > ArtifactLimits.SCRIPT_BYTES) {
                throw new MalformedException("more than " + ArtifactLimits.SCRIPTS + " state scripts, or more than "
                        + ArtifactLimits.SCRIPT_BYTES + " bytes of them");
            }
            scripts.add(new StateScript(name, content(ArtifactLimits.SCRIPT_BYTES, name)));
        }

        private byte[] content(int limit, String what) throws IOException {
            if (tar.left() > limit) {
                throw new MalformedException("'" + what + "' is longer than " + limit + " bytes");
            }
            return BoundedReads.upTo(tar.content(), limit);
        }

        private static MalformedException unexpected(String name) {
            return new MalformedException(
                    "the header has an unexpected entry '" + TarReader.printable(name) + "' here");
        }
    }
}
