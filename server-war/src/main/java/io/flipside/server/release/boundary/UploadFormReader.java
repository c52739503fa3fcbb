// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.boundary;

import io.flipside.server.change.CurrentActor;
import io.flipside.server.http.CallerPlaces;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.release.control.MultipartReader;
import io.flipside.server.release.control.MultipartReader.Part;
import io.flipside.server.release.control.UploadReceiver;
import io.flipside.server.release.entity.StoredArtifact;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the multipart form in which an artifact is uploaded: the fields that describe the artifact, then its bytes. */
@ApplicationScoped
class UploadFormReader {
    private static final int LONGEST_TEXT = 4096;

    /** A client reads the refusal only after it has sent its whole body, so the rest of a body is read and thrown away, up to this. */
    private static final long MOST_DISCARDED_BYTES = 64L << 20;

    @Inject
    UploadReceiver uploads;

    @Inject
    CurrentActor actor;

    /** Each holds a thread as long as its sender takes, and up to 64 MiB of an xz dictionary: half of the heap in all. */
    private final CallerPlaces places = new CallerPlaces(4);

    StoredArtifact receive(InputStream body, String contentType) throws IOException {
        String user = actor.get().id();
        if (!places.take(user)) {
            throw ErrorResponseException.unavailable("too many uploads at once; try again");
        }
        try {
            return receiveOne(body, contentType);
        } finally {
            places.leave(user);
        }
    }

    private StoredArtifact receiveOne(InputStream body, String contentType) throws IOException {
        boolean complete = false;
        try {
            StoredArtifact artifact = read(new MultipartReader(body, contentType));
            complete = true;
            return artifact;
        } finally {
            if (!complete) {
                discard(body);
            }
        }
    }

    private StoredArtifact read(MultipartReader form) throws IOException {
        String description = "";
        OptionalLong size = OptionalLong.empty();
        for (Optional<Part> next = form.next(); next.isPresent(); next = form.next()) {
            Part part = next.get();
            switch (part.name()) {
                case "description" -> description = part.text(LONGEST_TEXT);
                case "size" -> size = OptionalLong.of(number(part.text(20)));
                case "artifact" -> {
                    return uploads.store(part.content(), description, size);
                }
                default -> {
                    // Unknown parts are ignored, as by Mender.
                }
            }
        }
        throw ErrorResponseException.badRequest("the form has no part 'artifact'");
    }

    private static long number(String text) {
        if (!text.strip().matches("[0-9]{1,18}")) {
            throw ErrorResponseException.badRequest("part 'size' must be a number of bytes");
        }
        return Long.parseLong(text.strip());
    }

    private static void discard(InputStream body) {
        byte[] buffer = new byte[1 << 16];
        long left = MOST_DISCARDED_BYTES;
        try {
            for (int read = 0; read >= 0 && left > 0; read = body.read(buffer)) {
                left -= read;
            }
        } catch (IOException | ErrorResponseException e) {
            // The sender is gone; nobody is left to hear the refusal.
            return;
        }
    }
}
