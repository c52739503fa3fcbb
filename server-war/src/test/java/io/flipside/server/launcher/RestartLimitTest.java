// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RestartLimitTest {
    private final RestartLimit limit = new RestartLimit();

    @Test
    void waitsLongerEachTimeAndGivesUp() {
        for (long seconds : LongStream.of(1, 4, 16, 60, 60).toArray()) {
            assertThat(limit.pauseAfter(Duration.ofSeconds(9))).contains(Duration.ofSeconds(seconds));
        }
        assertThat(limit.pauseAfter(Duration.ofSeconds(9))).isEmpty();
    }

    @Test
    void forgetsWhatHappenedBeforeALongRun() {
        limit.pauseAfter(Duration.ofSeconds(9));
        assertThat(limit.pauseAfter(Duration.ofHours(1))).contains(Duration.ofSeconds(1));
    }
}
