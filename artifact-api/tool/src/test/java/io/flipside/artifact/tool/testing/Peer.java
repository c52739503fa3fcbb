// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program that others wrote, and that must agree with ours. */
public final class Peer {
    private static final List<String> DIRECTORIES = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin");
    private static final long DEADLINE_SECONDS = 120;
    private final Path program;

    private Peer(Path program) {
        this.program = program;
    }

    /** The program; without it the test is skipped, or fails where everything is expected to be there. */
    public static Peer require(String name, String debianPackage) {
        var found = find(name);
        var missing = name + " is missing: apt-get install " + debianPackage;
        if (isCi()) {
            assertThat(found).as(missing).isPresent();
        }
        Assumptions.assumeTrue(found.isPresent(), missing);
        return new Peer(found.orElseThrow());
    }

    public static Peer menderArtifact() {
        return require("mender-artifact", "mender-artifact");
    }

    /** The jar that users run, in a JVM of its own. */
    public static Peer ourJar(Path directory) throws IOException {
        var jar = Path.of(System.getProperty("flipside.root"), "artifact-api/tool/target/flipside-artifact.jar");
        var java = Path.of(System.getProperty("java.home"), "bin/java");
        var script = Files.writeString(
                directory.resolve("flipside-artifact"), "#!/bin/sh\nexec '" + java + "' -jar '" + jar + "' \"$@\"\n");
        return new Peer(Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    /** Where it is. */
    public Path program() {
        return program;
    }

    /** Whether everything that .ci/run installs must be here. */
    public static boolean isCi() {
        return "true".equals(System.getenv("CI"));
    }

    private static Optional<Path> find(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), DIRECTORIES.stream())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public Outcome run(Object... arguments) {
        return runIn(Path.of("."), Map.of(), arguments);
    }

    /** Runs it in a directory, with more environment variables. */
    public Outcome runIn(Path directory, Map<String, String> variables, Object... arguments) {
        var command = new ArrayList<>(List.of(program.toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        try {
            return finish(directory, variables, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome finish(Path directory, Map<String, String> variables, List<String> command)
            throws IOException {
        var out = Files.createTempFile("peer", ".out");
        var err = Files.createTempFile("peer", ".err");
        try {
            var builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().putAll(variables);
            var process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + DEADLINE_SECONDS + " s: " + command);
            }
            return new Outcome(
                    String.join(" ", command), process.exitValue(), Files.readAllBytes(out), Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
