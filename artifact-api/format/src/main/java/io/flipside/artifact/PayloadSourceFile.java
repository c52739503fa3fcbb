// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.Sha256Calculator;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Describes a file on disk that is to be written into an artifact as a payload file. It is read twice and must not
 * change in between.
 *
 * @param name its name in the artifact
 * @param path where it is
 * @param size in bytes
 * @param time its last modification
 * @param key tells it from another file that takes its place, also one of the same size and time; null where the system
 *     has none
 */
record PayloadSourceFile(String name, Path path, long size, FileTime time, @Nullable Object key) {
    /** Stays in the processor's nearest cache between reading and hashing. */
    private static final int BUFFER = 64 << 10;

    static PayloadSourceFile of(String name, Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "payload file does not exist");
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a directory; payloads consist of files");
        }
        // A pipe is empty when it is read for the second time, and a device may have no end.
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " is not a regular file; copy what comes out of it to a file first");
        }
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        return new PayloadSourceFile(name, path, found.size(), found.lastModifiedTime(), found.fileKey());
    }

    Digest digest() throws IOException {
        Sha256Calculator sum = new Sha256Calculator();
        long total = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = open()) {
            int n;
            while ((n = in.read(buffer)) >= 0) {
                sum.update(buffer, 0, n);
                total += n;
            }
        }
        // Not only if it grows: what the kernel makes up, as in /proc, has content, but no size.
        if (total != size) {
            throw changed();
        }
        return sum.digest();
    }

    /** Opens some of its bytes; whoever reads finds out when there are fewer. */
    InputStream part(long offset, long length) throws IOException {
        InputStream in = open();
        in.skipNBytes(offset); // also beyond the end
        return new Part(in, length);
    }

    /** A stream without the detour that a channel's takes over a buffer outside the heap. */
    private InputStream open() throws IOException {
        return new FileInputStream(path.toFile());
    }

    void requireUnchanged() throws IOException {
        if (!equals(of(name, path))) {
            throw changed();
        }
    }

    IOException changed() {
        return new IOException(path + " changed while it was being packed; nothing was written");
    }

    private final class Part extends FilterInputStream {
        private long left;

        Part(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(target, offset, (int) Math.min(length, left));
            if (n < 0) {
                throw changed();
            }
            left -= n;
            return n;
        }
    }
}
