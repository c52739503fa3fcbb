// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds the running slot by what is mounted; needs root, a free loop device and mkfs.ext4. */
class MountedSlotIT {
    private static final Path MKFS = Path.of("/sbin/mkfs.ext4");

    @TempDir
    Path directory;

    @Test
    void theSlotWhoseDeviceIsMountedRuns() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/loop-control")), "needs root and loop devices");
        assumeTrue(Files.isExecutable(MKFS), "mkfs.ext4 is missing: apt-get install e2fsprogs");
        Path image = Files.write(directory.resolve("image"), new byte[4 << 20]);
        Path mountPoint = Files.createDirectory(directory.resolve("mnt"));
        assumeTrue(run(MKFS.toString(), "-q", image.toString()).isEmpty(), "no filesystem can be made here");
        String device = run("losetup", "-f", "--show", image.toString());
        assumeTrue(device.startsWith("/dev/loop"), "no loop device can be attached here: " + device);
        try {
            assumeTrue(run("mount", device, mountPoint.toString()).isEmpty(), "mounting is not allowed");
            assertThat(RunningSlotFinder.mounted(mountPoint, Path.of("/dev/null"), Path.of(device)))
                    .isEqualTo(Slot.B);
            assertThat(RunningSlotFinder.mounted(mountPoint, Path.of(device), Path.of("/dev/null")))
                    .isEqualTo(Slot.A);
        } finally {
            run("umount", mountPoint.toString());
            run("losetup", "-d", device);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        process.waitFor();
        return output;
    }
}
