// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds where one partition lies in a disk image, in bytes.
 *
 * @param number as Linux counts them, from 1
 */
record DiskPartition(int number, long start, long size) {
    /** Copies it out of the disk, into a new file. */
    void copyOut(Path disk, Path target) throws IOException {
        try (var in = FileChannel.open(disk);
                var out = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ImageCopy.copy(in.position(start), out, size);
        }
    }

    /** Copies it back. */
    void copyIn(Path source, Path disk) throws IOException {
        try (var in = FileChannel.open(source);
                var out = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            for (long done = 0; done < size; ) {
                long copied = in.transferTo(done, size - done, out.position(start + done));
                if (copied <= 0) {
                    throw new EOFException("the changed partition " + number + " is too short");
                }
                done += copied;
            }
        }
    }

    @Override
    public String toString() {
        return number + " (" + (size >> 10) + " KiB)";
    }
}
