// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.script;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs an executable to its end, or kills it. */
final class Program {
    /** What is kept of each output stream, in bytes; the rest is read and dropped. */
    private static final int KEPT = 10 * 1024;

    private static final long LOOK_AGAIN_MILLIS = 20;

    private Program() {}

    /**
     * How it ended.
     *
     * @param exit the exit code; empty if it was killed because its time was over
     * @param out the beginning of its standard output
     * @param error the beginning of its standard error
     */
    record Ended(Optional<Integer> exit, String out, String error) {
        List<String> errorLines() {
            return error.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    /**
     * Runs it with nothing to read.
     *
     * @throws IOException if it can't be started
     */
    static Ended run(Path executable, Path directory, Duration limit) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(executable.toAbsolutePath().toString())
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
        try (InputStream out = process.getInputStream();
                InputStream error = process.getErrorStream()) {
            return listen(process, new Kept(out), new Kept(error), System.nanoTime() + limit.toNanos());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /**
     * Looks again and again instead of blocking in a read: a background process that has inherited the pipes keeps them
     * open long after the program itself is gone.
     */
    private static Ended listen(Process process, Kept out, Kept error, long end)
            throws IOException, InterruptedException {
        boolean ended = false;
        while (!ended && System.nanoTime() < end) {
            ended = process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            out.take();
            error.take();
        }
        return new Ended(ended ? Optional.of(process.exitValue()) : Optional.empty(), out.text(), error.text());
    }

    /** The beginning of a stream. */
    private static final class Kept {
        private final InputStream stream;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Kept(InputStream stream) {
            this.stream = stream;
        }

        void take() throws IOException {
            byte[] buffer = new byte[8192];
            int available = stream.available();
            while (available > 0) {
                int count = stream.read(buffer, 0, Math.min(available, buffer.length));
                if (count < 0) {
                    return;
                }
                bytes.write(buffer, 0, Math.min(count, KEPT - bytes.size()));
                available -= count;
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
