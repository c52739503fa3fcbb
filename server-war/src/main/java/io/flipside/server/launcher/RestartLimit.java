// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.time.Duration;
import java.util.Optional;

/** Says how long to wait before a server that has died is started again, each time longer, and when that is in vain. */
final class RestartLimit {
    static final int MOST = 5;

    /** A server that ran for so long was well: what happened before does not count any more. */
    private static final Duration WELL = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private int deaths;

    /** Counts the death of a server that ran for so long; empty: it is not started again. */
    Optional<Duration> pauseAfter(Duration ran) {
        deaths = ran.compareTo(WELL) < 0 ? deaths + 1 : 1;
        if (deaths > MOST) {
            return Optional.empty();
        }
        Duration pause = Duration.ofSeconds(1L << (2 * (deaths - 1)));
        return Optional.of(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
    }

    /** How many times in a row it died. */
    int deaths() {
        return deaths;
    }
}
