// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Now, as precisely as the database keeps it. */
public final class DatabaseClock {
    private DatabaseClock() {}

    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
