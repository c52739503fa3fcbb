// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Reads small pieces of a disk image.
 *
 * @param name what the image is called in messages
 */
record SectorReader(FileChannel channel, String name) {
    ByteBuffer read(long position, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (position < 0 || channel.read(bytes, position + bytes.position()) <= 0) {
                throw damaged("it points behind the end of the image");
            }
        }
        return wrap(bytes.array());
    }

    /** Numbers in partition tables begin with their least byte. */
    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    ToolException damaged(String reason) {
        return ToolException.failed("the partition table of " + name + " is damaged: " + reason);
    }
}
