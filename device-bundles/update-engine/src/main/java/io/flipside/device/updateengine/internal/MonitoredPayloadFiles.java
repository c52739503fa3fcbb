// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.artifact.ArtifactReader;
import io.flipside.artifact.model.Checkpoint;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.device.payload.IncomingPayloadFiles;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Passes payload files to a handler, and records the progress and whether the handler resumed an earlier attempt. */
final class MonitoredPayloadFiles implements IncomingPayloadFiles {
    private final ArtifactReader reader;
    private final DownloadProgressReporter progress;
    private final UpdateLog log;
    private boolean ended;
    private boolean resumed;
    private long resumedAt = Long.MAX_VALUE;

    MonitoredPayloadFiles(ArtifactReader reader, DownloadProgressReporter progress, UpdateLog log) {
        this.reader = reader;
        this.progress = progress;
        this.log = log;
    }

    @Override
    public Optional<PayloadFile> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        Optional<PayloadFile> file = reader.nextFile();
        ended = file.isEmpty();
        return file.map(Watched::new);
    }

    /** Whether the handler goes on, or has tried to, where an attempt before was cut off. */
    boolean resumed() {
        return resumed;
    }

    /** Whether the source has sent something from there on. */
    boolean fetchedMore() {
        return progress.count() > resumedAt;
    }

    /** Reads what the handler has left: only after the last byte the artifact is known to be whole. */
    void drain() throws IOException {
        while (next().isPresent()) {
            progress.tick();
        }
    }

    private final class Watched implements PayloadFile {
        private final PayloadFile file;
        private final InputStream content;

        Watched(PayloadFile file) {
            this.file = file;
            this.content = new WatchedInput(file.content());
        }

        @Override
        public String name() {
            return file.name();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public Digest digest() {
            return file.digest();
        }

        @Override
        public InputStream content() {
            return content;
        }

        @Override
        public Optional<Checkpoint> checkpoint() {
            return file.checkpoint();
        }

        @Override
        public void resume(Checkpoint from, InputStream written) throws IOException {
            resumed = true;
            file.resume(from, new WatchedInput(written));
            resumedAt = progress.count();
            log.info("the download goes on at " + progress.where() + ": " + from.fileOffset() + " bytes of " + name()
                    + " are written already");
            progress.goesOn(from);
        }
    }

    /** Ends with the attempt also while nothing is fetched: reading back what was written can take minutes. */
    private final class WatchedInput extends FilterInputStream {
        WatchedInput(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            progress.requireGoing();
            int read = in.read();
            progress.tick();
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            progress.requireGoing();
            int read = in.read(buffer, offset, length);
            progress.tick();
            return read;
        }

        /** Lets the content write its own buffers, which saves a copy. */
        @Override
        public long transferTo(OutputStream out) throws IOException {
            progress.requireGoing();
            return in.transferTo(new WatchedOutput(out));
        }
    }

    /** Ends with the attempt, and counts, while the content is written by itself. */
    private final class WatchedOutput extends FilterOutputStream {
        WatchedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            progress.tick();
            progress.requireGoing();
        }
    }
}
