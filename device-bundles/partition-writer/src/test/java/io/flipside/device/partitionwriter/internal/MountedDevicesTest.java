// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedDevicesTest {
    private final MountedDevices mounted = MountedDevices.parse(List.of(
            "25 1 179:2 / / rw,relatime shared:1 - ext4 /dev/root rw", "26 25 259:300 / /data rw - ext4 /dev/x rw"));

    @Test
    void aMountedDeviceIsFoundByItsNumber() {
        assertThat(mounted.contain(179L << 8 | 2)).isTrue();
        assertThat(mounted.contain(259L << 8 | 300 & 0xff | (300L & ~0xff) << 12))
                .isTrue();
    }

    @Test
    void anotherPartitionOfTheSameDiskIsFree() {
        assertThat(mounted.contain(179L << 8 | 3)).isFalse();
    }

    @Test
    void aDiskIsNotFreeWhileAPartitionOfItIsMounted(@TempDir Path sysfs) throws IOException {
        Path partition = Files.createDirectories(sysfs.resolve("179:0/mmcblk0p2"));
        Files.writeString(partition.resolve("partition"), "2\n");
        Files.writeString(partition.resolve("dev"), "179:2\n");
        Files.createDirectories(sysfs.resolve("8:0/queue"));

        assertThat(mounted.containPartOf(179L << 8, sysfs)).isTrue();
        assertThat(mounted.containPartOf(8L << 8, sysfs)).isFalse();
        assertThat(mounted.containPartOf(9L << 8, sysfs)).isFalse();
    }
}
