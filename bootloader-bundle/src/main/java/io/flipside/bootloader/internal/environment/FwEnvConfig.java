// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code fw_env.config}, which locates the one or two copies of U-Boot's environment. Each line is {@code device
 * offset size [sector-size [sectors]]}.
 */
public final class FwEnvConfig {
    private static final int LARGEST = 64 << 10;

    private FwEnvConfig() {}

    /** The one or two copies that the file names. */
    public static List<EnvironmentCopy> read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is too long for a fw_env.config; nothing was changed");
        }
        List<EnvironmentCopy> copies = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                copies.add(copy(line.strip(), file));
            }
        }
        if (copies.isEmpty() || copies.size() > 2) {
            throw new IOException(
                    file + " names " + copies.size() + " copies of the environment; give one or two lines");
        }
        if (copies.get(0).size() != copies.get(copies.size() - 1).size()) {
            throw new IOException(file + ": the two copies differ in size; correct the third column");
        }
        if (copies.size() == 2 && copies.get(0).overlaps(copies.get(1))) {
            throw new IOException(file + ": the two copies overlap, so that a cut within a write would lose both;"
                    + " correct the second column");
        }
        return copies;
    }

    private static EnvironmentCopy copy(String line, Path file) throws IOException {
        String[] fields = line.split("\\s+", -1);
        if (fields.length < 3) {
            throw new IOException(file + ": '" + line + "' is not 'device offset size'");
        }
        if (fields[0].startsWith("/dev/mtd") || fields[0].startsWith("/dev/ubi")) {
            throw new IOException(file + ": " + fields[0] + " is raw flash, which must be erased before it is written;"
                    + " only block devices and files are supported");
        }
        try {
            // As the tools read it: the offset in C notation, the size always in hexadecimal.
            int size = Integer.parseInt(fields[2].replaceFirst("^0[xX]", ""), 16);
            return new EnvironmentCopy(Path.of(fields[0]), Long.decode(fields[1]), size);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": '" + line + "': " + e.getMessage(), e);
        }
    }
}
