// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.virtual;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates a directory named after this process, and deletes those of processes that have ended. */
public final class ProcessDirectory {
    private ProcessDirectory() {}

    /**
     * Returns a new, empty directory. What a process left that was killed, or that failed and kept its logs, goes.
     *
     * @param prefix the name without the process id; nothing else may be named so
     */
    public static Path create(Path parent, String prefix) throws IOException {
        Files.createDirectories(parent);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path other : others) {
                if (!inUse(other.getFileName().toString().substring(prefix.length()))) {
                    deleteLeftover(other);
                }
            }
        }
        return Files.createDirectory(
                parent.resolve(prefix + ProcessHandle.current().pid()));
    }

    /** It is no reason not to start. */
    private static void deleteLeftover(Path other) {
        try {
            DirectoryDeletion.delete(other);
        } catch (IOException e) {
            System.err.println(
                    "flipside: what a dead process left in " + other + " was not deleted: " + e.getMessage());
        }
    }

    /** Nobody but this process may have its id: what bears it already is of one before it. */
    private static boolean inUse(String process) {
        return process.matches("[0-9]{1,9}")
                && Long.parseLong(process) != ProcessHandle.current().pid()
                && ProcessHandle.of(Long.parseLong(process)).isPresent();
    }
}
