// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import io.flipside.device.support.file.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads and writes the bytes of one copy of U-Boot's environment on a device or in a file.
 *
 * @param device a block device or a file
 * @param offset of its first byte; counted from the end of the device if negative
 * @param size in bytes, header included
 */
public record EnvironmentCopy(Path device, long offset, int size) {
    private static final int SMALLEST = 64;
    private static final int LARGEST = 4 << 20;

    public EnvironmentCopy {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException("an environment of " + size + " bytes");
        }
    }

    /** Whether they share bytes, as far as offsets counted from the same end can tell. */
    boolean overlaps(EnvironmentCopy other) {
        return device.equals(other.device)
                && (offset < 0) == (other.offset < 0)
                && Math.abs(offset - other.offset) < size;
    }

    /** All bytes; those beyond the end of the device are 0. */
    byte[] read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
            long at = start(channel);
            while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) > 0) {
                // A read may bring less than asked for.
            }
        }
        return bytes.array();
    }

    void write(byte[] bytes) throws IOException {
        DurableFiles.overwrite(device, start(), bytes);
    }

    /** Makes durable what a process before us may have written, but not forced to the disk when it was killed. */
    void force() throws IOException {
        DurableFiles.force(device);
    }

    private long start() throws IOException {
        try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
            return start(channel);
        }
    }

    private long start(FileChannel channel) throws IOException {
        return offset < 0 ? channel.size() + offset : offset;
    }

    @Override
    public String toString() {
        return device + " at 0x" + Long.toHexString(offset);
    }
}
