// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff(Duration.ofSeconds(5), Duration.ofHours(1));

    @Test
    void waitsLongerAfterEachFailureUpToALimit() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            seconds.add(Math.round(backOff.failed(Optional.empty()).toMillis() / 1000.0));
        }

        assertThat(seconds).startsWith(1L, 2L, 4L).allMatch(wait -> wait <= 6);
        assertThat(backOff.failures()).isEqualTo(30);
    }

    @Test
    void startsAnewAfterASuccess() {
        backOff.failed(Optional.empty());
        backOff.failed(Optional.empty());
        backOff.succeeded();

        assertThat(backOff.failed(Optional.empty())).isLessThan(Duration.ofMillis(1200));
    }

    @Test
    void waitsAsLongAsTheOtherSideSays() {
        assertThat(backOff.failed(Optional.of(Duration.ofSeconds(120)))).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void isNotPutOffForDays() {
        assertThat(backOff.failed(Optional.of(Duration.ofDays(1)))).isEqualTo(Duration.ofHours(1));
    }
}
