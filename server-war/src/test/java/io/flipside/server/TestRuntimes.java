// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lends unpacked runtimes to the servers of tests, so that not each of them unpacks its own, which takes as long as half
 * a start. They stay in {@code target} for the next build.
 */
final class TestRuntimes {
    private TestRuntimes() {}

    /** Links a data directory that has no runtime yet to one that no running server uses. */
    static synchronized void link(Path target, Path data) throws IOException {
        Path runtime = Files.createDirectories(data).resolve("runtime");
        if (Files.exists(runtime)) {
            return;
        }
        int number = 1;
        while (!isUnused(target.resolve("test-runtime-" + number))) {
            number++;
        }
        Files.createSymbolicLink(runtime, target.resolve("test-runtime-" + number));
    }

    /** A server holds a lock in its runtime. */
    private static boolean isUnused(Path runtime) throws IOException {
        Path file = Files.createDirectories(runtime).resolve("payara.lock");
        try (FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return lock.tryLock() != null;
        }
    }
}
