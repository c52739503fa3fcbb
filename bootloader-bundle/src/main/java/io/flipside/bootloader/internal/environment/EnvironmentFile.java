// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The environment of a virtual device: a file with two copies, one after the other. */
public final class EnvironmentFile {
    /** The variable that names the partition to start. */
    public static final String BOOT_PART = "mender_boot_part";

    private static final int SIZE = 4096;

    private EnvironmentFile() {}

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
        Path whole = file.toAbsolutePath();
        Path fresh = Path.of(whole + ".new");
        Files.write(fresh, new byte[2 * SIZE]);
        Block block = new Block(1, variables);
        for (Copy copy : copies(fresh)) {
            copy.write(block.bytes(SIZE, true));
            block = block.with(Map.of());
        }
        Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(whole.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static List<Copy> existing(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "no environment of a simulated bootloader; start the virtual device once");
        }
        return copies(file);
    }

    private static List<Copy> copies(Path file) {
        return List.of(new Copy(file, 0, SIZE), new Copy(file, SIZE, SIZE));
    }
}
