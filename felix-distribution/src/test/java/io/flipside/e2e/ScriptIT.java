// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the checkout, as far as it can be tested without building this very checkout again. */
class ScriptIT {
    @TempDir
    Path directory;

    private static Path script() {
        return Lab.root().resolve("flipside");
    }

    /** A copy of the script in a checkout where nothing is built. */
    private Path unbuilt() throws IOException {
        Files.createDirectories(directory.resolve("checkout/.mvn"));
        Files.createDirectories(directory.resolve("checkout/artifact-api"));
        Files.writeString(directory.resolve("checkout/pom.xml"), "<project/>");
        return Files.copy(script(), directory.resolve("checkout/flipside"));
    }

    private void program(String name, String text) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Files.setPosixFilePermissions(
                Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs it with the programs above and the usual ones, but neither Java nor Maven. */
    private Command run(String... arguments) throws IOException, InterruptedException {
        for (String name : new String[] {
            "bash",
            "readlink",
            "dirname",
            "basename",
            "find",
            "sed",
            "head",
            "sort",
            "mkdir",
            "touch",
            "awk",
            "tee",
            "grep",
            "cat"
        }) {
            program(name, "exec /usr/bin/" + name + " \"$@\"");
        }
        String line = "unset JAVA_HOME; PATH='" + directory.resolve("bin") + "' exec /usr/bin/bash '" + unbuilt() + "' "
                + String.join(" ", arguments);
        return Command.run("/bin/sh", "-c", line);
    }

    @Test
    void helpAndUnknownCommands() throws Exception {
        assertThat(Command.run(script().toString(), "help").out()).contains("demo [--port P] [--once]");
        Command unknown = Command.run(script().toString(), "frobnicate");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("unknown command 'frobnicate'").contains("usage:");
        assertThat(Command.run(script().toString()).code()).isEqualTo(1);
    }

    @Test
    void saysWhatToInstallWhenJavaIsMissing() throws Exception {
        Command artifact = run("artifact", "--help");

        assertThat(artifact.code()).as(artifact.toString()).isEqualTo(1);
        assertThat(artifact.err())
                .contains("Java is missing")
                .contains("apt-get install openjdk-17-jdk-headless maven");
    }

    @Test
    void saysThatJavaIsTooOld() throws Exception {
        program("java", "echo 'openjdk version \"11.0.20\" 2023' >&2");
        Command artifact = run("artifact", "--help");

        assertThat(artifact.code()).as(artifact.toString()).isEqualTo(1);
        assertThat(artifact.err()).contains("Java 11 is too old");
    }

    @Test
    void saysThatARuntimeIsNotEnough() throws Exception {
        program("java", "echo 'openjdk version \"17.0.1\" 2023' >&2");

        assertThat(run("artifact", "--help").err()).contains("this Java can't compile: install a JDK");
    }

    @Test
    void saysWhatToInstallWhenMavenIsMissing() throws Exception {
        program("java", "echo 'openjdk version \"17.0.1\" 2023' >&2");
        program("javac", "exit 0");

        assertThat(run("artifact", "--help").err()).contains("Maven is missing: install Maven 3.8 or newer");
    }

    @Test
    void saysThatMavenIsTooOld() throws Exception {
        program("java", "echo 'openjdk version \"17.0.1\" 2023' >&2");
        program("javac", "exit 0");
        program("mvn", "echo 'Apache Maven 3.6.3 (x)'");

        assertThat(run("artifact", "--help").err()).contains("Maven 3.6.3 is too old");
    }

    @Test
    void aFailedBuildShowsItsErrors() throws Exception {
        program("java", "echo 'openjdk version \"17.0.1\" 2023' >&2");
        program("javac", "exit 0");
        program(
                "mvn",
                "if [ \"$1\" = --version ]; then echo 'Apache Maven 3.9.1 (x)'; else echo '[ERROR] no network'; exit 1; fi");
        Command artifact = run("artifact", "--help");

        assertThat(artifact.code()).as(artifact.toString()).isEqualTo(1);
        assertThat(artifact.err()).contains("[ERROR] no network").contains("the build has failed");
    }

    @Test
    void neverBuildsBehindAUsersBack() throws Exception {
        program("java", "echo 'openjdk version \"17.0.1\" 2023' >&2");
        program("mvn", "echo 'mvn was called' >&2; exit 1");
        program("sh", "exec /bin/sh \"$@\"");
        Path target = Files.createDirectories(directory.resolve("checkout/artifact-api/tool/target"));
        Path jar = Files.createFile(target.resolve("flipside-artifact.jar"));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        Files.writeString(target.resolve("flipside-artifact"), "echo version 1\n");
        Command artifact = run("artifact", "--version");

        assertThat(artifact.code()).as(artifact.toString()).isZero();
        assertThat(artifact.out()).isEqualTo("version 1\n");
        assertThat(artifact.err())
                .contains("sources are newer than artifact-api/tool/target/flipside-artifact.jar")
                .contains("./flipside build")
                .doesNotContain("mvn was called");
    }
}
