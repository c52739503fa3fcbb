// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.update.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateLogTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void place() {
        file = directory.resolve("engine/log");
    }

    @Test
    void survivesARestart() {
        new UpdateLog(file).warning("it is\nlate");
        assertThat(new UpdateLog(file).lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("warning");
            assertThat(line.message()).isEqualTo("it is late");
        });
    }

    @Test
    void keepsTheLastThousandLinesAndCutsLongOnes() throws IOException {
        UpdateLog log = new UpdateLog(file);
        for (int i = 1; i <= 2100; i++) {
            log.info(i + " " + "x".repeat(600));
        }
        assertThat(log.lines()).hasSize(1000).first().satisfies(line -> assertThat(line.message())
                .startsWith("1101 ")
                .hasSizeLessThan(510));
        assertThat(new UpdateLog(file).lines()).isEqualTo(log.lines());
        assertThat(Files.lines(file).count()).isLessThan(2001);
    }

    @Test
    void startsAnewForAnotherUpdate() {
        UpdateLog log = new UpdateLog(file);
        log.info("old");
        log.clear();
        log.error("new");
        assertThat(new UpdateLog(file).lines()).extracting(LogEntry::message).containsExactly("new");
    }

    @Test
    void ignoresALineThatAPowerCutHasTorn() throws IOException {
        new UpdateLog(file).info("whole");
        Files.writeString(file, "2026-11-2", StandardOpenOption.APPEND);
        assertThat(new UpdateLog(file).lines()).extracting(LogEntry::message).containsExactly("whole");
    }
}
