// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.tar.TarEntry;
import io.flipside.artifact.model.Checkpoint;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.PayloadFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/** Implements a payload file whose content is read directly from the artifact's stream. */
final class StreamedPayloadFile implements PayloadFile {
    private final PayloadArchive payload;
    private final TarEntry entry;
    private final String name;
    private final Digest digest;
    private final VerifiedPayloadInput checked;
    private final long start;
    private long resumedAt;
    private boolean resumed;

    StreamedPayloadFile(PayloadArchive payload, TarEntry entry, String name, Digest digest) {
        this.payload = payload;
        this.entry = entry;
        this.name = name;
        this.digest = digest;
        this.checked = new VerifiedPayloadInput(payload.archive().content(), name, digest, payload.container());
        this.start = payload.position();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return entry.size();
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public int mode() {
        return entry.mode();
    }

    @Override
    public Instant modified() {
        return entry.modified();
    }

    @Override
    public InputStream content() {
        return checked;
    }

    /** Reads what is left, to check it. */
    void drain() throws IOException {
        checked.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public Optional<Checkpoint> checkpoint() {
        return payload.checkpoint(start, resumedAt + checked.position());
    }

    @Override
    public void resume(Checkpoint from, InputStream written) throws IOException {
        if (checked.position() > 0 || resumed) {
            throw new IllegalStateException(name + " is being read already");
        }
        resumed = true;
        resumedAt = from.fileOffset();
        try {
            payload.goOn(from);
            checked.absorb(written, from.fileOffset());
        } catch (MalformedException e) {
            throw payload.container().located(e);
        }
    }
}
