// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactReader;
import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.Compression;
import io.flipside.artifact.CompressionEffort;
import io.flipside.artifact.ReadOptions;
import io.flipside.device.payload.ArtifactDescription;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadDescription;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A download that was cut off is followed by another one of the same artifact. Slot A runs. */
class ResumedWriteTest {
    private static final int MIB = 1 << 20;
    private static final int SLOT_SIZE = 24 * MIB;
    private static final byte[] IMAGE = TestImage.bytes(20 * MIB + 5000, 2);

    @TempDir
    Path directory;

    private Path slotB;
    private Path note;
    private Path work;

    @BeforeEach
    void aDeviceWithTwoFilesAsSlots() throws IOException {
        Files.write(directory.resolve("a"), new byte[SLOT_SIZE]);
        slotB = Files.write(directory.resolve("b"), TestImage.bytes(SLOT_SIZE, 1));
        work = Files.createDirectory(directory.resolve("work"));
        note = work.resolve("rootfs-image.written");
    }

    private byte[] artifact(byte[] image, Compression compression) throws IOException {
        Path out = directory.resolve("artifact.mender");
        ArtifactWriter.rootfsImage(Files.write(directory.resolve("image"), image))
                .name("r")
                .deviceTypes("d")
                .effort(CompressionEffort.FASTEST)
                .compression(compression)
                .write(out);
        return Files.readAllBytes(out);
    }

    /** The source breaks in the end, or is whole. */
    private static final class Source extends ByteArrayInputStream {
        private final boolean breaks;
        private long fetched;

        Source(byte[] artifact, int length) {
            super(artifact, 0, length);
            breaks = length < artifact.length;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int n = super.read(into, offset, length);
            if (n < 0 && breaks) {
                throw new UncheckedIOException(new IOException("connection lost"));
            }
            fetched += Math.max(0, n);
            return n;
        }
    }

    /** An attempt in a process of its own. */
    private void download(Source source) throws IOException {
        RootfsImageHandler writer = new RootfsImageHandler(
                new RootfsImageHandler.Settings(directory.resolve("a"), slotB, Duration.ZERO, Duration.ZERO));
        writer.bindBootControl(new FakeBootControl());
        try (ArtifactReader reader =
                ArtifactReader.open(source, ReadOptions.withoutKeys().withThreads(3))) {
            writer.download(
                    PayloadContext.of("1", ArtifactDescription.of("r", PayloadDescription.of("rootfs-image")), work),
                    reader::nextFile);
        }
    }

    private void cutOff(byte[] artifact, int length) {
        assertThatThrownBy(() -> download(new Source(artifact, length))).hasMessageContaining("connection lost");
        assertThat(note).exists();
    }

    private void assertHolds(byte[] image) throws IOException {
        byte[] slot = Files.readAllBytes(slotB);
        assertThat(Arrays.mismatch(Arrays.copyOf(slot, image.length), image)).isEqualTo(-1);
        assertThat(Arrays.equals(slot, image.length, SLOT_SIZE, TestImage.bytes(SLOT_SIZE, 1), image.length, SLOT_SIZE))
                .as("what is behind the image")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP"})
    void onlyTheRestIsFetchedAndWritten(Compression compression) throws IOException {
        byte[] artifact = artifact(IMAGE, compression);
        cutOff(artifact, 12 * MIB);
        cutOff(artifact, 20 * MIB);

        Source rest = new Source(artifact, artifact.length);
        download(rest);

        assertHolds(IMAGE);
        assertThat(rest.fetched).as("at most 8 MiB were on their way").isLessThan(10L * MIB);
    }

    @Test
    void aCutRightBeforeTheEndLeavesLittleToDo() throws IOException {
        byte[] artifact = artifact(IMAGE, Compression.GZIP);
        download(new Source(artifact, artifact.length));
        assertHolds(IMAGE);

        Source again = new Source(artifact, artifact.length);
        download(again);

        assertHolds(IMAGE);
        assertThat(again.fetched).isLessThan(7L * MIB);
    }

    @Test
    void aSlotThatHasChangedMeanwhileIsNotBuiltUpon() throws IOException {
        byte[] artifact = artifact(IMAGE, Compression.GZIP);
        cutOff(artifact, 15 * MIB);
        try (FileChannel slot = FileChannel.open(slotB, StandardOpenOption.WRITE)) {
            slot.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 5 * MIB);
        }

        Source source = new Source(artifact, artifact.length);
        assertThatThrownBy(() -> download(source))
                .hasMessageContaining("does not hold any more what was written to it");
        assertThat(source.fetched).as("nothing was fetched for it").isLessThan(MIB);

        Files.delete(note);
        download(new Source(artifact, artifact.length));
        assertHolds(IMAGE);
    }

    @Test
    void anotherImageIsWrittenFromItsBeginning() throws IOException {
        cutOff(artifact(IMAGE, Compression.GZIP), 15 * MIB);
        byte[] other = TestImage.bytes(IMAGE.length, 3);
        byte[] artifact = artifact(other, Compression.GZIP);

        download(new Source(artifact, artifact.length));

        assertHolds(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "nonsense\n", "B %s %d 99999999999999999999 1 0\n", "B %s %d 5000 4095 0\n"})
    void aNoteThatMeansNothingCountsAsNone(String text) throws IOException {
        byte[] artifact = artifact(IMAGE, Compression.GZIP);
        Files.writeString(note, String.format(text, TestImage.digest(IMAGE), IMAGE.length));

        download(new Source(artifact, artifact.length));

        assertHolds(IMAGE);
    }

    /** Reading the memory of a process from its start is an error, for root, too. */
    @Test
    void aNoteThatCanNotBeReadCountsAsNone() throws IOException {
        byte[] artifact = artifact(IMAGE, Compression.GZIP);
        for (Path unreadable : List.of(Path.of("/proc/self/mem"), work, Path.of("rootfs-image.written"))) {
            Files.deleteIfExists(note);
            Files.createSymbolicLink(note, unreadable);

            download(new Source(artifact, artifact.length));

            assertHolds(IMAGE);
        }
    }

    @Test
    void anImageIsWrittenEvenIfNoNoteCanBeKept() throws IOException {
        byte[] artifact = artifact(IMAGE, Compression.GZIP);
        Files.createDirectories(work.resolve("rootfs-image.written.new/full"));

        download(new Source(artifact, artifact.length));

        assertHolds(IMAGE);
        assertThat(note).doesNotExist();
    }

    @Test
    void theNoteGoesWithTheUpdate() throws IOException {
        byte[] artifact = artifact(IMAGE, Compression.GZIP);
        download(new Source(artifact, artifact.length));
        assertThat(note).exists();

        UpdateSlots.forget(work);

        assertThat(note).doesNotExist();
    }
}
