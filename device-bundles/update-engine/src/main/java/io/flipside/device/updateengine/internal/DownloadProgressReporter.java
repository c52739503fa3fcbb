// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.artifact.model.Checkpoint;
import java.io.IOException;

/** Reports the number of downloaded bytes a few times a second. For the thread that receives the files. */
final class DownloadProgressReporter {
    private static final long PAUSE_NANOS = 250_000_000L;

    private final AbortableCountingInput bytes;
    private final long total;
    private final CurrentUpdate update;
    private long next;

    DownloadProgressReporter(AbortableCountingInput bytes, long total, CurrentUpdate update) {
        this.bytes = bytes;
        this.total = total;
        this.update = update;
        this.next = System.nanoTime();
    }

    void tick() {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + PAUSE_NANOS;
            update.progress(bytes.count(), total);
        }
    }

    /** Bytes of the artifact that came, or were passed over. */
    long count() {
        return bytes.count();
    }

    /** Throws if the attempt is over. */
    void requireGoing() throws IOException {
        bytes.requireGoing();
    }

    /** It goes on where another attempt was cut off. */
    void goesOn(Checkpoint from) throws IOException {
        update.resumeAt(from.artifactOffset());
        tick();
    }

    /** How far it is, for people. */
    String where() {
        return "byte " + bytes.count() + (total < 0 ? "" : " of " + total);
    }

    /** The artifact is whole; a few bytes of padding behind it may have been left unread. */
    void finish() {
        update.progress(Math.max(bytes.count(), total), total);
    }
}
