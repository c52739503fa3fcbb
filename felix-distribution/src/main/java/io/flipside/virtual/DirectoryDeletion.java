// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.virtual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes directories with everything in them. */
public final class DirectoryDeletion {
    private DirectoryDeletion() {}

    /** Deletes a directory and what is below it, if it is there. */
    public static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path file : filesFirst(directory)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Deletes what is below a directory, except for the logs that tell what went wrong. */
    public static void deleteAllButLogs(Path directory) throws IOException {
        for (Path file : filesFirst(directory)) {
            boolean log = file.toString().endsWith(".log");
            if (!log && !(Files.isDirectory(file) && holdsAnything(file))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean holdsAnything(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isPresent();
        }
    }

    private static List<Path> filesFirst(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            // Somebody else deletes it, too.
            throw e.getCause();
        }
    }
}
