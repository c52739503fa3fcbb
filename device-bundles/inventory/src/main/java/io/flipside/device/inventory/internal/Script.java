// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs an executable that prints key=value lines, within bounds of time and size. */
final class Script {
    private static final Logger LOG = System.getLogger(Script.class.getName());
    private static final int OUTPUT_LIMIT = 64 * 1024;
    private static final int ERROR_LIMIT = 4 * 1024;

    private final Path file;
    private final Duration limit;

    Script(Path file, Duration limit) {
        this.file = file;
        this.limit = limit;
    }

    /**
     * What it printed.
     *
     * @throws IOException if it can't be run, fails, prints too much, or takes too long
     */
    String output() throws IOException {
        Process process = new ProcessBuilder(file.toString())
                .directory(Path.of("/").toFile())
                .start();
        try {
            process.getOutputStream().close();
            return collect(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException(file + " was interrupted").initCause(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Looks at both outputs in turn: no thread is needed, and a grandchild that keeps them open holds up nothing. */
    private String collect(Process process) throws IOException, InterruptedException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        long end = System.nanoTime() + limit.toNanos();
        boolean running = true;
        while (running) {
            running = !process.waitFor(10, TimeUnit.MILLISECONDS);
            drain(process.getInputStream(), output, OUTPUT_LIMIT);
            drain(process.getErrorStream(), errors, ERROR_LIMIT);
            if (output.size() > OUTPUT_LIMIT) {
                throw new IOException(file + " prints more than " + OUTPUT_LIMIT + " bytes");
            }
            if (running && System.nanoTime() > end) {
                throw new IOException(file + " takes longer than " + limit.toSeconds() + " s");
            }
        }
        errors.toString(UTF_8).lines().forEach(line -> LOG.log(Level.WARNING, () -> file.getFileName() + ": " + line));
        if (process.exitValue() != 0) {
            throw new IOException(file + " ended with exit code " + process.exitValue());
        }
        return output.toString(UTF_8);
    }

    /** Takes what is there; what exceeds the limit by more than a buffer is thrown away. */
    private static void drain(InputStream from, ByteArrayOutputStream to, int limit) throws IOException {
        byte[] buffer = new byte[4096];
        while (from.available() > 0) {
            int count = from.read(buffer);
            if (count > 0 && to.size() <= limit) {
                to.write(buffer, 0, count);
            }
        }
    }
}
