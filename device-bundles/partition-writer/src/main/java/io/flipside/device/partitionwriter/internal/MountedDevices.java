// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists the mounted block devices by number ({@code major:minor}), because one device can have several names. */
record MountedDevices(Set<String> numbers) {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int NUMBER = 2;

    static MountedDevices now() throws IOException {
        return Files.isReadable(MOUNTS) ? parse(Files.readAllLines(MOUNTS)) : new MountedDevices(Set.of());
    }

    static MountedDevices parse(List<String> mountinfo) {
        Set<String> numbers = new HashSet<>();
        for (String line : mountinfo) {
            String[] fields = line.split(" ", NUMBER + 2);
            if (fields.length > NUMBER) {
                numbers.add(fields[NUMBER]);
            }
        }
        return new MountedDevices(numbers);
    }

    /** Whether the device with this number, in the kernel's encoding, is among them. */
    boolean contain(long device) {
        return numbers.contains(number(device));
    }

    /** Whether a partition of the device is among them; {@code sysfs} has a directory for each device number. */
    boolean containPartOf(long device, Path sysfs) throws IOException {
        Path disk = sysfs.resolve(number(device));
        if (!Files.isDirectory(disk)) {
            return false;
        }
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(disk, part -> Files.exists(part.resolve("partition")))) {
            for (Path part : parts) {
                if (numbers.contains(Files.readString(part.resolve("dev")).strip())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String number(long device) {
        long major = ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
        long minor = (device & 0xff) | ((device >>> 12) & ~0xffL);
        return major + ":" + minor;
    }
}
