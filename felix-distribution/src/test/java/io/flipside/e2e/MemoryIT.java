// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.Compression;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualRootImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent needs the same memory for a large image as for a small one. */
class MemoryIT {
    private static final int RUNS = 3;
    private static final long GROWTH_KIB = 10 * 1024;

    @TempDir
    Path directory;

    /** The least of some large ones: what the JVM's compiler holds at that moment comes and goes, and is no growth. */
    @Test
    void theAgentDoesNotGrowWithTheImage() throws Exception {
        long small = residentAfterInstall("small", 10 * Lab.MIB);
        long large = Long.MAX_VALUE;
        for (int run = 0; run < RUNS && large - small >= GROWTH_KIB; run++) {
            large = Math.min(large, residentAfterInstall("large-" + run, 1024 * Lab.MIB));
            System.out.printf(
                    "MemoryIT: resident after 10 MiB %.1f MiB, after 1 GiB %.1f MiB%n", small / 1024.0, large / 1024.0);
        }

        assertThat(large - small).as("growth in KiB").isLessThan(GROWTH_KIB);
    }

    private long residentAfterInstall(String name, long size) throws Exception {
        Path first = Lab.image(directory, VirtualRootImage.healthy(name + "-0"), Lab.MIB);
        Path image = Lab.image(directory, VirtualRootImage.healthy(name + "-1"), size);
        Path artifact = Lab.artifact(image, name + "-1", Compression.GZIP, writer -> writer);
        Files.delete(image);
        try (VirtualDevice device = Lab.device(directory.resolve(name), Lab.config(size), first)) {
            device.powerOn();
            Eventually.is(
                    "the agent answers",
                    Managed.PATIENCE,
                    () -> Files.exists(device.files().socket()));
            Command install = Command.flipside(device, "install", artifact.toString());
            assertThat(install.code()).as(install.toString()).isEqualTo(4);
            return resident(device.agent().orElseThrow().pid());
        } finally {
            Files.delete(artifact);
        }
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
