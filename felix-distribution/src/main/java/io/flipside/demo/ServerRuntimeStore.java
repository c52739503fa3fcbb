// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the server's unpacked runtime and its class archive from one demo to the next, because making them takes long.
 * A demo that runs has it for itself; one that starts beside it unpacks its own.
 */
final class ServerRuntimeStore implements Closeable {
    private final Path directory;
    private final FileChannel lock;
    private boolean linked;

    /** Opens the store in a directory, which is made when it is first used. */
    ServerRuntimeStore(Path directory) throws IOException {
        this.directory = directory;
        this.lock = FileChannel.open(
                directory.resolveSibling(directory.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }

    /** Lets a server that keeps its data in a directory use what is stored, unless another demo or its server does. */
    void link(Path data) throws IOException {
        // Held until the channel is closed. The path stays the same, or the class archive would not fit.
        if (lock.tryLock() != null && isUnused()) {
            Files.createSymbolicLink(data.resolve("runtime"), directory);
            linked = true;
        }
    }

    /** Whether the server that uses it has still to make its class archive. */
    boolean lacksArchive() {
        return linked && !Files.exists(directory.resolve("classes.jsa.for"));
    }

    /** A server that has outlived its demo holds a lock in the directory itself. */
    private boolean isUnused() throws IOException {
        Path file = Files.createDirectories(directory).resolve("payara.lock");
        try (FileChannel server = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return server.tryLock() != null;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
