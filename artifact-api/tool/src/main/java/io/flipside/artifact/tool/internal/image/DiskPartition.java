// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

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
            copy(in.position(start), out);
        }
    }

    /** Copies it back. */
    void copyIn(Path source, Path disk) throws IOException {
        try (var in = FileChannel.open(source);
                var out = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            copy(in, out.position(start));
        }
    }

    private void copy(FileChannel in, FileChannel out) throws IOException {
        long from = in.position();
        for (long done = 0; done < size; ) {
            long copied = in.transferTo(from + done, size - done, out);
            if (copied <= 0) {
                throw new IOException("the image ends within partition " + number);
            }
            done += copied;
        }
    }

    @Override
    public String toString() {
        return number + " (" + (size >> 10) + " KiB)";
    }
}
