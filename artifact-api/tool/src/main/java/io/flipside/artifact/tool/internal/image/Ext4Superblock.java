// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds what the superblock of an ext2, ext3 or ext4 file system says of its state.
 *
 * @param lastWrite when it was written last
 * @param settled whether it was unmounted cleanly, so that no journal has to be replayed
 */
record Ext4Superblock(Instant lastWrite, boolean settled) {
    /** Where it begins in an image, and how long it is. */
    static final int START = 1024;

    static final int LENGTH = 1024;

    private static final int MAGIC_AT = 0x38;
    private static final int MAGIC = 0xEF53;
    private static final int STATE_AT = 0x3A;
    private static final int CLEAN = 1;
    private static final int ERRORS = 2;
    private static final int INCOMPATIBLE_FEATURES_AT = 0x60;
    private static final int RECOVERY_NEEDED = 4;
    private static final int LAST_WRITE_AT = 0x30;
    private static final int LAST_WRITE_HIGH_AT = 0x274;
    private static final int GROUP_AT = 0x5A;

    /** Reads it, if it is one. */
    static Optional<Ext4Superblock> of(ByteBuffer block) {
        var fields = block.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (!hasMagic(fields)) {
            return Optional.empty();
        }
        int state = fields.getShort(STATE_AT);
        boolean replayed = (fields.getInt(INCOMPATIBLE_FEATURES_AT) & RECOVERY_NEEDED) == 0;
        long seconds = Integer.toUnsignedLong(fields.getInt(LAST_WRITE_AT))
                | (long) (fields.get(LAST_WRITE_HIGH_AT) & 0xFF) << 32;
        return Optional.of(
                new Ext4Superblock(Instant.ofEpochSecond(seconds), replayed && (state & (CLEAN | ERRORS)) == CLEAN));
    }

    /** Reads that of an image. */
    static Optional<Ext4Superblock> of(Path image) throws IOException {
        try (var channel = FileChannel.open(image)) {
            return of(block(channel, START));
        }
    }

    /** Where a copy of a destroyed superblock lies, as the options of e2fsck name it. */
    static Optional<String> backup(Path image) throws IOException {
        try (var channel = FileChannel.open(image)) {
            for (int size = 1024; size <= 4096; size *= 2) {
                // In the second group of blocks, whose bitmap fills one block.
                int number = size * 8 + (size == 1024 ? 1 : 0);
                var copy = block(channel, (long) number * size);
                if (hasMagic(copy) && copy.getShort(GROUP_AT) == 1) {
                    return Optional.of("-b " + number + " -B " + size);
                }
            }
            return Optional.empty();
        }
    }

    private static boolean hasMagic(ByteBuffer fields) {
        return fields.limit() == LENGTH && (fields.getShort(MAGIC_AT) & 0xFFFF) == MAGIC;
    }

    private static ByteBuffer block(FileChannel channel, long position) throws IOException {
        var block = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        while (block.hasRemaining() && channel.read(block, position + block.position()) > 0) {
            // until it is full, or the file is at its end
        }
        return block.flip();
    }
}
