// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where a copy of the environment lies.
 *
 * @param device a block device or a file
 * @param offset of its first byte; counted from the end of the device if negative
 * @param size in bytes, header included
 */
public record Copy(Path device, long offset, int size) {
    private static final int SMALLEST = 64;
    private static final int LARGEST = 4 << 20;

    public Copy {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException("an environment of " + size + " bytes");
        }
    }

    /** Whether they share bytes, as far as offsets counted from the same end can tell. */
    boolean overlaps(Copy other) {
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
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try (FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
            long at = start(channel);
            while (rest.hasRemaining()) {
                channel.write(rest, at + rest.position());
            }
            channel.force(true);
        }
    }

    /** Makes durable what a process before us may have written, but not forced to the disk when it was killed. */
    void force() throws IOException {
        try (FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
            channel.force(true);
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
