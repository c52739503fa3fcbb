// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes environments as they lie on a real device: two copies somewhere on a disk, and an fw_env.config beside it. */
public final class EnvironmentFiles {
    static final int SIZE = 0x400;
    static final int FIRST = 0x800;
    static final int SECOND = 0x1000;

    private EnvironmentFiles() {}

    /** Makes the disk; both copies are valid, and the first is the newer. */
    public static void create(Path directory, Map<String, String> variables) throws IOException {
        write(
                directory,
                new EnvironmentBlock(7, new TreeMap<>(variables)),
                new EnvironmentBlock(6, new TreeMap<>(Map.of("old", "1"))));
    }

    /** Opens what {@link #create} made. */
    public static UbootEnvironment open(Path directory) {
        return new UbootEnvironment(() -> FwEnvConfig.read(config(directory)), EnvironmentLock.NONE);
    }

    static void write(Path directory, EnvironmentBlock first, EnvironmentBlock second) throws IOException {
        Files.write(disk(directory), new byte[SECOND + SIZE]);
        Files.writeString(
                config(directory),
                "# two copies\n" + disk(directory) + " 0x800 0x400\n" + disk(directory) + "\t0x1000\t0x400 0x200\n");
        List<EnvironmentCopy> copies = copies(directory);
        copies.get(0).write(first.bytes(SIZE, true));
        copies.get(1).write(second.bytes(SIZE, true));
    }

    static List<EnvironmentCopy> copies(Path directory) {
        return List.of(
                new EnvironmentCopy(disk(directory), FIRST, SIZE), new EnvironmentCopy(disk(directory), SECOND, SIZE));
    }

    static Path disk(Path directory) {
        return directory.resolve("disk");
    }

    static Path config(Path directory) {
        return directory.resolve("fw_env.config");
    }
}
