// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.boot.Slot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class OverlappedWriterTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path memory;

    private OverlappedWriter writer(Path device) throws IOException {
        CheckpointRecorder recorder = CheckpointRecorder.of(
                new SlotDevice(Slot.B, device), TestImage.of(new byte[1]), memory, Duration.ofHours(1), () -> false);
        return new OverlappedWriter(device, recorder, position -> {}, () -> false);
    }

    @Test
    void aWriteErrorIsReportedWhileTheStreamStillComes() throws IOException {
        try (OverlappedWriter writer = writer(FULL)) {
            assertThatThrownBy(() -> writer.copy(new ByteArrayInputStream(new byte[64 << 20])))
                    .isInstanceOf(OverlappedWriter.WriteException.class)
                    .hasMessageContaining("No space left on device");
        }
    }

    @Test
    void aWriteErrorInTheLastBufferIsReportedAtTheEnd() throws IOException {
        try (OverlappedWriter writer = writer(FULL)) {
            assertThatThrownBy(() -> {
                        writer.copy(new ByteArrayInputStream(new byte[10]));
                        writer.finish();
                    })
                    .isInstanceOf(OverlappedWriter.WriteException.class);
        }
    }

    @Test
    void noThreadStaysBehindWhenTheStreamBreaks() throws IOException {
        try (OverlappedWriter writer = writer(Path.of("/dev/null"))) {
            assertThatThrownBy(() -> writer.copy(
                            TestImage.of(new byte[1 << 20]).brokenAfter(10).content()))
                    .hasMessageContaining("connection lost");
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("flipside-partition-writer");
    }
}
