// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.DigestedInput;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.PrefetchedInput;
import io.flipside.artifact.internal.stream.Workers;
import io.flipside.artifact.internal.tar.TarEntry;
import io.flipside.artifact.internal.tar.TarReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the payload files, checks each against what was promised, and that none is missing. Not thread-safe. */
final class PayloadReader implements Closeable {
    static final String DATA = "data/0000.tar";

    /** Below this, starting a thread costs more than it gains. */
    private static final long WORTH_PREFETCHING = 1 << 20;

    private static final int TRANSFER = 256 << 10;

    private final Container container;
    private final Codecs codecs;
    private final Workers workers;
    private final long limit;
    private final Map<String, Digest> missing = new LinkedHashMap<>();
    private InputStream expanded = InputStream.nullInputStream();
    private InputStream current = InputStream.nullInputStream();
    private @Nullable TarReader tar;
    private boolean ended;
    private long total;

    PayloadReader(Container container, Codecs codecs, Workers workers, List<Artifact.ListedFile> files, long limit) {
        this.container = container;
        this.codecs = codecs;
        this.workers = workers;
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
        if (current.read() >= 0) {
            current.transferTo(OutputStream.nullOutputStream());
        }
        current = InputStream.nullInputStream();
        TarReader archive = tar;
        if (archive == null && !ended && container.peek().isPresent()) {
            archive = start();
        }
        if (archive != null && !ended) {
            Optional<TarEntry> entry = archive.next();
            if (entry.isPresent()) {
                return Optional.of(file(entry.get(), archive));
            }
        }
        finish(archive);
        return Optional.empty();
    }

    private TarReader start() throws IOException {
        String name = container.peek().orElse("");
        Compression compression =
                Compression.of(name, DATA).orElseThrow(() -> new MalformedException("'" + DATA + "' expected here"));
        container.enter(name);
        expanded = codecs.expand(compression, container.content());
        tar = new TarReader(expanded);
        return tar;
    }

    private void finish(@Nullable TarReader archive) throws IOException {
        if (!ended && archive != null) {
            archive.requireNothingMore();
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

    private PayloadFile file(TarEntry entry, TarReader archive) throws IOException {
        String name = entry.directory() ? entry.name() + "/" : entry.name();
        Digest promised = missing.remove(Names.payloadFile(name));
        if (promised == null) {
            throw new MalformedException("payload file '" + name + "' is not in the manifest, or occurs twice");
        }
        total += entry.size();
        if (total > limit || total < 0) {
            throw new MalformedException("the payload expands to more than " + limit + " bytes");
        }
        InputStream checked = new CheckedInput(archive.content(), name, promised);
        current = workers.parallel() && entry.size() >= WORTH_PREFETCHING
                ? new PrefetchedInput(checked, workers)
                : checked;
        return new File(name, entry.size(), promised, entry.mode(), entry.modified(), current);
    }

    @Override
    public void close() throws IOException {
        expanded.close();
    }

    private record File(
            String name, long size, Digest digest, int mode, Instant modified, @Override InputStream content)
            implements PayloadFile {}

    /** Reaches its end only if the digest is right. */
    private final class CheckedInput extends InputStream {
        private final DigestedInput in;
        private final String name;
        private final Digest promised;
        private boolean checked;

        CheckedInput(InputStream in, String name, Digest promised) {
            this.in = new DigestedInput(in);
            this.name = name;
            this.promised = promised;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int n = in.read(target, offset, length);
                if (n < 0 && !checked) {
                    check();
                }
                return n;
            } catch (MalformedException e) {
                throw container.located(e);
            }
        }

        @Override
        public long transferTo(OutputStream out) throws IOException {
            byte[] buffer = new byte[TRANSFER];
            long total = 0;
            int n;
            while ((n = read(buffer, 0, buffer.length)) >= 0) {
                out.write(buffer, 0, n);
                total += n;
            }
            return total;
        }

        private void check() throws MalformedException {
            String found = in.hex();
            if (!found.equals(promised.hex())) {
                throw new MalformedException(
                        "payload file '" + name + "' has SHA-256 " + found + ", but the manifest promises " + promised);
            }
            checked = true;
        }
    }
}
