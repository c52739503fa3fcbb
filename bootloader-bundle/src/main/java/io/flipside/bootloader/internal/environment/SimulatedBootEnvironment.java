// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import io.flipside.device.boot.Slot;
import io.flipside.device.support.file.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Opens the boot environment of a virtual device, a file in U-Boot's format with two copies. */
public final class SimulatedBootEnvironment {
    /** The variable that names the partition to start. */
    public static final String BOOT_PART = "mender_boot_part";

    private static final int SIZE = 4096;

    private SimulatedBootEnvironment() {}

    /** The partition number of a slot: as on a disk whose first partition is the bootloader's. */
    public static String partition(Slot slot) {
        return slot == Slot.A ? "2" : "3";
    }

    /** Uses the environment in a file, which must be there when it is read or written. */
    public static BootEnvironment open(Path file) {
        return new UbootEnvironment(() -> existing(file), EnvironmentLock.NONE);
    }

    /** Uses the environment in a file, and makes it first if need be. */
    public static BootEnvironment openOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        return open(file);
    }

    private static void create(Path file) throws IOException {
        SortedMap<String, String> variables = new TreeMap<>(Map.of(
                BOOT_PART,
                partition(Slot.A),
                "mender_boot_part_hex",
                partition(Slot.A),
                "upgrade_available",
                "0",
                "bootcount",
                "0"));
        EnvironmentBlock first = new EnvironmentBlock(1, variables);
        EnvironmentBlock second = first.with(Map.of());
        byte[] copies = ByteBuffer.allocate(2 * SIZE)
                .put(first.bytes(SIZE, true))
                .put(second.bytes(SIZE, true))
                .array();
        DurableFiles.replace(file, copies);
    }

    private static List<EnvironmentCopy> existing(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "no environment of a simulated bootloader; start the virtual device once");
        }
        return copies(file);
    }

    private static List<EnvironmentCopy> copies(Path file) {
        return List.of(new EnvironmentCopy(file, 0, SIZE), new EnvironmentCopy(file, SIZE, SIZE));
    }
}
