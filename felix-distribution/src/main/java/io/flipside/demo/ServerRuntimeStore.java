// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Keeps the server's unpacked runtime from one demo to the next, because unpacking it takes seconds. A demo that runs
 * has it for itself; one that starts beside it unpacks its own.
 *
 * @param directory where it lies between two demos
 */
record ServerRuntimeStore(Path directory) {
    /** Moves the runtime into a server's data directory. The server unpacks what is missing or of another version. */
    void take(Path data) throws IOException {
        try {
            Files.move(directory, runtime(data), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // The first demo, or another one runs.
        }
    }

    /** Moves the runtime of a server that has stopped back, unless there is one already. */
    void putBack(Path data) throws IOException {
        try {
            Files.move(runtime(data), directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.exists(runtime(data)) && !Files.exists(directory)) {
                throw e;
            }
        }
    }

    private static Path runtime(Path data) {
        return data.resolve("runtime");
    }
}
