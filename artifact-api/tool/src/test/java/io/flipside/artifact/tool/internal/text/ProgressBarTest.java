// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private ProgressBar bar(long total) {
        return new ProgressBar(new PrintStream(shown, true, StandardCharsets.UTF_8), "Writing", total, nanos::get);
    }

    @Test
    void aShortCommandShowsNothing() {
        try (var bar = bar(100)) {
            bar.accept(50);
            bar.accept(100);
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aLongOneShowsShareAndSpeedAndCleansUp() {
        try (var bar = bar(8 << 20)) {
            nanos.set(2_000_000_000L);
            bar.accept(2 << 20);
        }
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("[##########" + ".".repeat(30) + "]  25 %, 1 MiB/s", "\r\033[K")
                .startsWith("\rWriting");
    }
}
