// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Returns the current time in the precision that the database stores. */
public final class DatabaseClock {
    private DatabaseClock() {}

    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
