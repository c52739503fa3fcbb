// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.payload.ArtifactDescription;
import io.flipside.device.payload.IncomingPayloadFiles;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadDescription;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receiving an image. Slot A runs. */
class RootfsImageHandlerTest {
    private static final int SLOT_SIZE = 4 << 20;
    private static final byte[] FORMER = TestImage.bytes(SLOT_SIZE, 1);

    @TempDir
    Path directory;

    private final FakeBootControl bootControl = new FakeBootControl();
    private Path slotB;
    private RootfsImageHandler writer;
    private PayloadContext context;

    @BeforeEach
    void aDeviceWithTwoFilesAsSlots() throws IOException {
        Path slotA = Files.write(directory.resolve("a"), FORMER);
        slotB = Files.write(directory.resolve("b"), FORMER);
        context = PayloadContext.of(
                "1", ArtifactDescription.of("release-2", PayloadDescription.of("rootfs-image")), directory);
        writer = new RootfsImageHandler(new RootfsImageHandler.Settings(slotA, slotB, Duration.ZERO, Duration.ZERO));
        writer.bindBootControl(bootControl);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 1 << 20, (1 << 20) + 1, (3 << 20) + 5000, SLOT_SIZE})
    void theImageReplacesTheHeadOfTheOtherSlot(int size) throws IOException {
        byte[] image = TestImage.bytes(size, 2);
        writer.download(context, TestImage.of(image).alone());
        byte[] expected = FORMER.clone();
        System.arraycopy(image, 0, expected, 0, size);
        assertHolds(slotB, expected);
        assertHolds(directory.resolve("a"), FORMER);
    }

    @Test
    void theSlotIsProtectedBeforeTheFirstByte() throws IOException {
        TestImage image = TestImage.of(TestImage.bytes(100, 2));
        InputStream watched = new InputStream() {
            @Override
            public int read() throws IOException {
                assertThat(bootControl.calls).containsExactly("protect B");
                assertHolds(slotB, FORMER);
                return image.content().read();
            }
        };
        writer.download(context, image.withContent(watched).alone());
        assertThat(bootControl.calls).containsExactly("protect B");
    }

    @Test
    void anImageThatDoesNotFitIsRefusedBeforeAnythingChanges() throws IOException {
        TestImage image = TestImage.of(new byte[SLOT_SIZE + 1]);
        assertRefused(image.alone(), "takes 4194305 bytes, but slot B (" + slotB + ") has only 4194304");
        assertThat(bootControl.calls).isEmpty();
        assertHolds(slotB, FORMER);
    }

    @Test
    void aSlotThatDoesNotExistIsAnErrorThatNamesIt() throws IOException {
        Files.delete(slotB);
        assertRefused(TestImage.of(new byte[1]).alone(), "slot B (" + slotB + ") does not exist");
    }

    @Test
    void twoNamesOfOnePlaceAreNoTwoSlots() throws IOException {
        Files.delete(slotB);
        Files.createSymbolicLink(slotB, directory.resolve("a"));
        assertRefused(TestImage.of(new byte[10]).alone(), "the same place as slot A");
        assertHolds(directory.resolve("a"), FORMER);
        assertThat(bootControl.calls).isEmpty();
    }

    @Test
    void aSlotThatIsADirectoryIsRefused() throws IOException {
        Files.delete(slotB);
        Files.createDirectory(slotB);
        assertRefused(TestImage.of(new byte[1]).alone(), "neither a block device nor a file");
    }

    @Test
    void aBrokenStreamIsReportedAsItIsAndTheDownloadCanBeRepeated() throws IOException {
        byte[] image = TestImage.bytes(3 << 20, 2);
        assertRefused(TestImage.of(image).brokenAfter(2 << 20).alone(), "connection lost");
        writer.download(context, TestImage.of(image).alone());
        assertThat(Arrays.copyOf(Files.readAllBytes(slotB), image.length)).isEqualTo(image);
    }

    @Test
    void aStreamThatIsTooShortIsRefused() {
        TestImage image = TestImage.of(TestImage.bytes(100, 2));
        assertRefused(image.withContent(new ByteArrayInputStream(new byte[99])).alone(), "has 99 bytes instead of 100");
    }

    @Test
    void aSlotThatReadsOtherwiseThanItWasWrittenIsRefused() {
        TestImage image = TestImage.of(TestImage.bytes(100, 2));
        assertRefused(image.withDigest(TestImage.digest(new byte[1])).alone(), "does not hold what was written to it");
    }

    @Test
    void anArtifactWithoutAnImageIsRefused() {
        assertRefused(TestImage.files(List.of()), "without an image");
    }

    @Test
    void anArtifactWithTwoImagesIsRefused() {
        TestImage one = TestImage.of(new byte[1]);
        assertRefused(TestImage.files(List.of(one, TestImage.of(new byte[1]))), "exactly one file");
    }

    @Test
    void aMissingBootControlIsAnErrorThatSaysWhatNow() {
        writer.unbindBootControl(bootControl);
        assertRefused(TestImage.of(new byte[1]).alone(), "configure the bootloader that this device has");
    }

    @Test
    void aWriterThatGoesAwayGivesTheDownloadBack() {
        TestImage image = TestImage.of(TestImage.bytes(100, 2));
        InputStream leaving = new InputStream() {
            @Override
            public int read() throws IOException {
                writer.leave();
                return image.content().read();
            }
        };
        assertThatThrownBy(() ->
                        writer.download(context, image.withContent(leaving).alone()))
                .isInstanceOf(CancellationException.class);
    }

    private static void assertHolds(Path slot, byte[] expected) throws IOException {
        assertThat(Arrays.mismatch(Files.readAllBytes(slot), expected)).isEqualTo(-1);
    }

    private void assertRefused(IncomingPayloadFiles files, String why) {
        assertThatThrownBy(() -> writer.download(context, files))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }
}
