// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.http.ErrorResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Reads any bytes as a form: the first says how the parts are read, the others are the body, in pieces of any size. */
public final class MultipartTarget {
    private static final int LONGEST_TEXT = 100;

    private MultipartTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        int way = input.length == 0 ? 0 : input[0] & 0xff;
        ByteArrayInputStream body = new ByteArrayInputStream(input, Math.min(1, input.length), input.length) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + way % 50));
            }
        };
        try {
            MultipartReader form = new MultipartReader(body, "multipart/form-data; boundary=b");
            long bytes = 0;
            for (Optional<MultipartReader.Part> part = form.next(); part.isPresent(); part = form.next()) {
                bytes += read(part.get(), way);
            }
            if (bytes > input.length) {
                throw new AssertionError(bytes + " bytes of parts in a body of " + input.length);
            }
        } catch (ErrorResponseException e) {
            // Refused, with a sentence for the sender.
            if (e.status() != 400) {
                throw new AssertionError(e);
            }
        }
    }

    private static long read(MultipartReader.Part part, int way) throws IOException {
        return switch (way % 3) {
            case 0 -> 0;
            case 1 -> part.text(LONGEST_TEXT).isEmpty() ? 0 : 1;
            default -> part.content().readAllBytes().length;
        };
    }
}
