// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.model.Checkpoint;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.device.boot.Slot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class OverlappedWriterTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path memory;

    private long pause = 3600;
    private volatile boolean broken;

    private OverlappedWriter writer(Path device) throws IOException {
        return writer(device, TestImage.of(new byte[1]), position -> {});
    }

    private OverlappedWriter writer(Path device, PayloadFile image, LongConsumer durable) throws IOException {
        CheckpointRecorder recorder = CheckpointRecorder.of(
                new SlotDevice(Slot.B, device), image, memory, Duration.ofSeconds(pause), () -> false);
        return new OverlappedWriter(device, recorder, durable, () -> false);
    }

    /** Its thread fails, as by a defect, when it has written the first buffer. */
    private OverlappedWriter breakingDown() throws IOException {
        pause = 0;
        PayloadFile image = TestImage.of(new byte[1]).withCheckpoint(new Checkpoint(0, DirectFile.BUFFER));
        return writer(Files.createFile(memory.resolve("slot")), image, this::breakDown);
    }

    private void breakDown(long position) {
        broken = true;
        throw new OutOfMemoryError("no more buffers");
    }

    /** Goes on until the writing thread has broken down, or for ever. */
    private InputStream zeros(boolean endless) {
        return new InputStream() {
            @Override
            public int read() {
                return broken && !endless ? -1 : 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return broken && !endless ? -1 : length;
            }
        };
    }

    @Test
    void aBreakdownOfTheWritingThreadIsReportedWhileTheStreamStillComes() throws IOException {
        try (OverlappedWriter writer = breakingDown()) {
            assertThatThrownBy(() -> writer.copy(zeros(true)))
                    .isInstanceOf(OverlappedWriter.WriteException.class)
                    .hasMessageContaining("OutOfMemoryError: no more buffers");
        }
    }

    @Test
    void aBreakdownOfTheWritingThreadIsReportedAtTheEnd() throws IOException {
        try (OverlappedWriter writer = breakingDown()) {
            assertThatThrownBy(() -> {
                        writer.copy(zeros(false));
                        writer.finish();
                    })
                    .isInstanceOf(OverlappedWriter.WriteException.class)
                    .hasMessageContaining("OutOfMemoryError: no more buffers");
        }
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
