// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flipside.device.payload.ArtifactDescription;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadDescription;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes to a real block device; needs root and a free loop device. */
class LoopDeviceIT {
    private static final int SIZE = 8 << 20;

    @TempDir
    Path directory;

    private Path backing;
    private Path device;

    @BeforeEach
    void aLoopDevice() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/loop-control")), "needs root and loop devices");
        backing = directory.resolve("backing");
        try (RandomAccessFile file = new RandomAccessFile(backing.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        assumeTrue(attach(), "no loop device can be attached here");
    }

    @AfterEach
    void detach() throws Exception {
        if (device != null) {
            run("losetup", "-d", device.toString());
        }
    }

    @Test
    void anImageThatEndsWithinABlockIsWrittenToABlockDevice() throws Exception {
        byte[] image = TestImage.bytes((3 << 20) + 777, 1);
        download(image);
        run("blockdev", "--flushbufs", device.toString());
        assertThat(Files.readAllBytes(backing)).startsWith(image).hasSize(SIZE);
    }

    @Test
    void anImageLargerThanTheDeviceIsRefusedBeforeTheFirstByte() throws IOException {
        assertThatThrownBy(() -> download(new byte[SIZE + 1])).hasMessageContaining("has only " + SIZE);
        assertThat(Files.readAllBytes(backing)).containsOnly(0);
    }

    @Test
    void aMountedDeviceIsRefused() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/sbin/mkfs.ext4")), "mkfs.ext4 is missing: apt-get install e2fsprogs");
        Path mountPoint = Files.createDirectory(directory.resolve("mnt"));
        run("/sbin/mkfs.ext4", "-q", device.toString());
        assumeTrue(start("mount", device.toString(), mountPoint.toString()).waitFor() == 0, "mounting is not allowed");
        try {
            assertThatThrownBy(() -> download(new byte[10])).hasMessageContaining("is mounted");
        } finally {
            run("umount", mountPoint.toString());
        }
    }

    private void download(byte[] image) throws IOException {
        RootfsImageHandler writer = new RootfsImageHandler(
                new RootfsImageHandler.Settings(directory.resolve("a"), device, Duration.ZERO, Duration.ZERO));
        writer.bindBootControl(new FakeBootControl());
        writer.download(
                PayloadContext.of(
                        "1", ArtifactDescription.of("release-2", PayloadDescription.of("rootfs-image")), directory),
                TestImage.of(image).alone());
    }

    private boolean attach() throws Exception {
        Process losetup = start("losetup", "-f", "--show", backing.toString());
        String output = new String(losetup.getInputStream().readAllBytes(), UTF_8).strip();
        if (losetup.waitFor() != 0) {
            return false;
        }
        device = Path.of(output);
        return true;
    }

    private static String run(String... command) throws Exception {
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
