// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Returns the system time, truncated to the microseconds that the database can store. */
public final class MicrosecondClock {
    private MicrosecondClock() {}

    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
