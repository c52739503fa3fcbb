// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.mender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Mender's programs on this machine. */
final class Peers {
    static final Path LAB = Path.of(System.getProperty("flipside.root"), "..", "shared", "lab");
    private static final String INSTALL = "apt-get update && apt-get install -y --no-install-recommends "
            + "mender-artifact mender-client mender-cli openssl";

    private Peers() {}

    /** Where a program is missing, the tests are skipped; but not in CI, where nobody would see it. */
    static void require(String... programs) {
        List<String> missing =
                Stream.of(programs).filter(program -> !installed(program)).toList();
        if (!missing.isEmpty()) {
            refuse(missing + " missing; to run these tests: " + INSTALL);
        }
    }

    /** The scripts that lay out and run an unmodified Mender device; they need root. */
    static void requireLab() {
        require("mender", "mender-artifact", "openssl", "unshare");
        Assumptions.assumeTrue(Files.isDirectory(LAB), "no lab beside this checkout: " + LAB);
        try {
            if (run(Map.of(), "unshare", "-m", "true").code() != 0) {
                refuse("mount namespaces are needed (root)");
            }
        } catch (IOException e) {
            refuse("unshare does not run: " + e);
        }
    }

    private static void refuse(String why) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(why);
        }
        Assumptions.abort(why);
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** How a program ended, and everything that it said. */
    record Outcome(int code, String output) {}

    static Outcome run(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            return new Outcome(process.waitFor(), output);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static String mustRun(String... command) throws IOException {
        Outcome outcome = run(Map.of(), command);
        if (outcome.code() != 0) {
            throw new AssertionError(String.join(" ", command) + ": exit " + outcome.code() + "\n" + outcome.output());
        }
        return outcome.output();
    }
}
