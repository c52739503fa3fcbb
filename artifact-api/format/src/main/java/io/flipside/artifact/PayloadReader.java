// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.tar.TarEntry;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.PayloadFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the payload files in order, and checks that they match the list of files in the manifest. Not thread-safe. */
final class PayloadReader implements Closeable {
    static final String DATA = "data/0000.tar";

    private final ContainerReader container;
    private final CompressionCodecs codecs;
    private final long limit;
    private final Map<String, Digest> missing = new LinkedHashMap<>();
    private @Nullable StreamedPayloadFile current;
    private @Nullable PayloadArchive payload;
    private boolean ended;
    private long total;

    PayloadReader(ContainerReader container, CompressionCodecs codecs, List<Artifact.ListedFile> files, long limit) {
        this.container = container;
        this.codecs = codecs;
        this.limit = limit;
        files.forEach(file -> missing.put(file.name(), file.digest()));
    }

    Optional<PayloadFile> next() throws IOException {
        try {
            return advance();
        } catch (MalformedException e) {
            throw container.located(e);
        }
    }

    private Optional<PayloadFile> advance() throws IOException {
        // Whoever did not want it still relies on its checksum.
        if (current != null) {
            current.drain();
            current = null;
        }
        PayloadArchive stream = payload;
        if (stream == null && !ended && container.peek().isPresent()) {
            stream = start();
        }
        if (stream != null && !ended) {
            Optional<TarEntry> entry = stream.archive().next();
            if (entry.isPresent()) {
                return Optional.of(file(entry.get(), stream));
            }
        }
        finish(stream);
        return Optional.empty();
    }

    private PayloadArchive start() throws IOException {
        String name = container.peek().orElse("");
        Compression compression =
                Compression.of(name, DATA).orElseThrow(() -> new MalformedException("'" + DATA + "' expected here"));
        container.enter(name);
        PayloadArchive stream = new PayloadArchive(container, codecs.decompress(compression, container.content()));
        payload = stream;
        return stream;
    }

    private void finish(@Nullable PayloadArchive stream) throws IOException {
        if (!ended && stream != null) {
            stream.archive().requireNothingMore();
            if (container.left() > 0) {
                throw new MalformedException("garbage behind the compressed data");
            }
            close();
        }
        ended = true;
        if (container.peek().isPresent()) {
            throw new MalformedException("nothing may follow the payload");
        }
        if (!missing.isEmpty()) {
            throw new MalformedException(
                    "payload file '" + missing.keySet().iterator().next() + "' is missing");
        }
    }

    private PayloadFile file(TarEntry entry, PayloadArchive stream) throws IOException {
        String name = entry.directory() ? entry.name() + "/" : entry.name();
        Digest promised = missing.remove(FileNameRules.payloadFile(name));
        if (promised == null) {
            throw new MalformedException("payload file '" + name + "' is not in the manifest, or occurs twice");
        }
        total += entry.size();
        if (total > limit || total < 0) {
            throw new MalformedException("the payload decompresses to more than " + limit + " bytes");
        }
        current = new StreamedPayloadFile(stream, entry, name, promised);
        return current;
    }

    @Override
    public void close() throws IOException {
        if (payload != null) {
            payload.close();
        }
    }
}
