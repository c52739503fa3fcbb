// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A finished process.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it said on standard error
 */
record Command(int code, String out, String err) {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    static Command run(String... line) throws IOException, InterruptedException {
        return run(List.of(line));
    }

    static Command run(List<String> line) throws IOException, InterruptedException {
        Path out = Files.createTempFile("flipside-it", ".out");
        Path err = Files.createTempFile("flipside-it", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new IOException("still running after " + LIMIT + ": " + line + "\n" + Files.readString(out)
                        + Files.readString(err));
            }
            return new Command(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** The device's own command, on the machine on which this runs. */
    static Command flipside(io.flipside.virtual.VirtualDevice device, String... line)
            throws IOException, InterruptedException {
        return run(words(device, line));
    }

    /** The same, while it runs; what it prints goes to a file. */
    static Process started(io.flipside.virtual.VirtualDevice device, Path output, String... line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words(device, line))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static List<String> words(io.flipside.virtual.VirtualDevice device, String... line) {
        List<String> whole = new ArrayList<>(List.of(
                Lab.distribution().resolve("bin/flipside").toString(),
                "--data",
                device.files().data().toString(),
                "--config",
                device.files().config().toString()));
        whole.addAll(List.of(line));
        return whole;
    }
}
