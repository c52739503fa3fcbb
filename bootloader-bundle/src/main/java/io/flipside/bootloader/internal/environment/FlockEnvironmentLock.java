// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Locks U-Boot's environment with the lock file of {@code fw_printenv} and {@code fw_setenv}. It is a {@code flock(2)}
 * lock, which Java's file locks know nothing of, so a child process holds it: {@code flock} from util-linux or busybox.
 * When our process dies, the child reads the end of its input and goes too.
 */
public final class FlockEnvironmentLock implements EnvironmentLock {
    /** Where libubootenv and U-Boot's own tools look. */
    public static final Path OF_THE_TOOLS = Path.of("/var/lock/fw_printenv.lock");

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int PAUSE_MILLIS = 50;
    private final Path file;

    public FlockEnvironmentLock(Path file) {
        this.file = file;
    }

    /** Where nobody can take the lock (no directory for it, no flock command), nobody else does, and we go on without. */
    @Override
    public Closeable hold() throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isWritable(directory) || !onPath("flock")) {
            return () -> {};
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Process holder = start();
            if (holder.getInputStream().read() >= 0) {
                return () -> release(holder);
            }
            release(holder);
            pause();
        }
        throw new IOException("the bootloader's environment is locked by another program for more than "
                + LIMIT.toSeconds() + " s (" + file + "); find it with: fuser " + file);
    }

    private Process start() throws IOException {
        return new ProcessBuilder("flock", "-n", file.toString(), "sh", "-c", "echo; exec cat")
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static void release(Process holder) throws IOException {
        holder.getOutputStream().close();
        try {
            holder.waitFor();
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            holder.getInputStream().close();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the lock of the bootloader's environment");
    }

    private static boolean onPath(String command) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String directory : path.split(":", -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, command))) {
                return true;
            }
        }
        return false;
    }
}
