// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file from beginning to end without seeking, so that it may be a pipe. The JDK's file streams skip by seeking.
 */
public final class SequentialFileInput extends InputStream {
    private final InputStream in;

    private SequentialFileInput(InputStream in) {
        this.in = in;
    }

    /** Opens whatever can be read from its beginning to its end. */
    public static InputStream open(Path file) throws IOException {
        // For a regular file no channel's stream: its detour over a buffer outside the heap is felt beside SHA-256.
        return Files.isRegularFile(file)
                ? new FileInputStream(file.toFile())
                : new SequentialFileInput(Files.newInputStream(file));
    }

    @Override
    public int read() throws IOException {
        return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
