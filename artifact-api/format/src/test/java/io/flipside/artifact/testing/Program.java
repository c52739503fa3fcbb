// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the machine that a test needs, for example the real {@code mender-artifact}. */
public record Program(String name, String debianPackage) {
    public static final Program MENDER_ARTIFACT = new Program("mender-artifact", "mender-artifact");
    public static final Program OPENSSL = new Program("openssl", "openssl");
    public static final Program GZIP = new Program("gzip", "gzip");
    public static final Program XZ = new Program("xz", "xz-utils");
    public static final Program ZSTD = new Program("zstd", "zstd");
    public static final Program TAR = new Program("tar", "tar");

    /** What a program said. */
    public record Outcome(int status, String output) {}

    /** Skips the test where the program is missing; in CI that is a failure. */
    public void require() {
        boolean found = List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        String hint = name + " is missing: apt-get install -y --no-install-recommends " + debianPackage;
        if ("true".equals(System.getenv("CI"))) {
            assertThat(found).as(hint).isTrue();
        }
        assumeTrue(found, hint);
    }

    /** Runs it in a directory and expects status 0. */
    public String run(Path directory, String... arguments) {
        Outcome outcome = attempt(directory, arguments);
        assertThat(outcome.status)
                .as("%s %s: %s", name, List.of(arguments), outcome.output)
                .isZero();
        return outcome.output;
    }

    /** Runs it in a directory. */
    public Outcome attempt(Path directory, String... arguments) {
        require();
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        try {
            Path log = Files.createTempFile(directory, "output", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            String output = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
            Files.delete(log);
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
