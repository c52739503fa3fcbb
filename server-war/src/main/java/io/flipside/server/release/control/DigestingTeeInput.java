// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.release.entity.StoredArtifact.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies the bytes that are read to an output, counts them, and computes their SHA-256. */
final class DigestingTeeInput extends AbstractInputStream {
    private final InputStream source;
    private final OutputStream record;
    private final long most;
    private final Sha256Calculator sum = new Sha256Calculator();
    private long count;

    DigestingTeeInput(InputStream source, OutputStream record, long most) {
        this.source = source;
        this.record = record;
        this.most = most;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = source.read(buffer, offset, length);
        if (read > 0) {
            count += read;
            if (count > most) {
                throw ErrorResponseException.tooLarge("the artifact is larger than the " + most
                        + " bytes that are allowed; raise FLIPSIDE_ARTIFACT_MAX_BYTES");
            }
            record.write(buffer, offset, read);
            sum.update(buffer, offset, read);
        }
        return read;
    }

    /** Takes what follows the last byte that the reader needed, padding for example. */
    void drain() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    Content content() {
        return new Content(sum.digest().hex(), count);
    }
}
