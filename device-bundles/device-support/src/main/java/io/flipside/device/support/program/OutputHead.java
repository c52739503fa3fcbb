// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning of a program's output, and discards the rest, so that the program never blocks. */
final class OutputHead {
    private final InputStream stream;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean cut;

    OutputHead(InputStream stream, int limit) {
        this.stream = stream;
        this.limit = limit;
    }

    /** Reads what is there without waiting; at most what was there at the beginning, or a fast writer would hold us. */
    void take() throws IOException {
        byte[] buffer = new byte[8192];
        int available = stream.available();
        while (available > 0) {
            int count = stream.read(buffer, 0, Math.min(available, buffer.length));
            if (count < 0) {
                return;
            }
            int room = Math.min(count, limit - kept.size());
            kept.write(buffer, 0, room);
            cut |= room < count;
            available -= count;
        }
    }

    String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    boolean cut() {
        return cut;
    }
}
