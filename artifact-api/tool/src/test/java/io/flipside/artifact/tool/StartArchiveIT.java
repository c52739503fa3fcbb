// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Outcome;
import io.flipside.artifact.tool.testing.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes with which the start script makes calls faster. */
class StartArchiveIT {
    private static final String SHARED = " source: shared objects file";

    @TempDir
    private static Path directory;

    private static Path installed;

    @BeforeAll
    static void makeAnArchive() throws IOException {
        var target = Path.of(System.getProperty("flipside.root"), "artifact-api/tool/target");
        installed = Files.createDirectory(directory.resolve("installed"));
        for (var file : new String[] {"flipside-artifact", "flipside-artifact.jar"}) {
            Files.copy(target.resolve(file), installed.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        sh(installed, "--make-start-archive").succeeds();
    }

    private static Outcome sh(Path installed, String... arguments) {
        var command = new Object[arguments.length + 1];
        command[0] = installed.resolve("flipside-artifact");
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        var variables = Map.of(
                "JAVA_HOME", System.getProperty("java.home"), "JDK_JAVA_OPTIONS", "-Xlog:class+load:stdout:none");
        return Peer.require("sh", "dash").runIn(directory, variables, command);
    }

    private static Path copy(String name) throws IOException {
        var copy = Files.createDirectory(directory.resolve(name));
        try (var files = Files.list(installed)) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private static void takesOnlyTheClassesOfJavaItselfFromAnArchive(Path installed) {
        assertThat(sh(installed, "--version").succeeds().out())
                .contains("java.lang.String" + SHARED)
                .doesNotContain("ArtifactToolMain" + SHARED);
    }

    @Test
    void theClassesComeFromTheArchiveThoseOfLibrariesIncluded() {
        assertThat(sh(installed, "--version").succeeds().out())
                .contains("flipside-artifact 0")
                .contains("ArtifactToolMain" + SHARED)
                .contains("picocli.CommandLine" + SHARED);
    }

    @Test
    void nothingElseIsLeftBehind() throws IOException {
        try (var files = Files.list(installed)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "flipside-artifact",
                            "flipside-artifact.jar",
                            "flipside-artifact.jsa",
                            "flipside-artifact.jsa.for");
        }
    }

    @Test
    void anotherJarStartsWithoutIt() throws IOException {
        var changed = copy("changed");
        sh(changed, "--make-start-archive").succeeds();
        Files.setLastModifiedTime(changed.resolve("flipside-artifact.jar"), FileTime.fromMillis(0));
        takesOnlyTheClassesOfJavaItselfFromAnArchive(changed);
    }

    @Test
    void anotherDirectoryStartsWithoutIt() throws IOException {
        takesOnlyTheClassesOfJavaItselfFromAnArchive(copy("moved"));
    }
}
