// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.ImageBench;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever changes an artifact changes the file behind a link, and leaves it to its owner, with its mode. */
class InPlaceIT {
    private static final String SIGN = "sign -k rsa.key -f a.mender";
    private static final String MODIFY = "modify -g group a.mender";
    private static final String MODIFY_IMAGE = "modify -n two a.mender";
    private static final String CP = "cp hello.txt a.mender:/etc/new";
    private static final String INSTALL = "install -m 644 hello.txt a.mender:/etc/new";
    private static final String RM = "rm a.mender:/etc/os-release";
    private static final String WRITE = "write rootfs-image -t dev1 -n two -f fs.ext4 -o a.mender";

    @TempDir
    private static Path directory;

    private static Workbench bench;
    private Path artifact = Path.of("");

    @BeforeAll
    static void prepareOnce() throws IOException {
        bench = new Workbench(directory);
        new ImageBench(bench).system("fs.ext4");
        bench.ours(Workbench.words("write rootfs-image -t dev1 -n rel1 -f fs.ext4 -k ec.key -o base.mender"))
                .succeeds();
    }

    @BeforeEach
    void linkArtifact() throws IOException {
        var shelf = Files.createDirectories(bench.path("shelf"));
        artifact = shelf.resolve("real.mender");
        Files.deleteIfExists(artifact);
        Files.deleteIfExists(bench.path("a.mender"));
        Files.copy(bench.path("base.mender"), artifact);
        Files.createSymbolicLink(bench.path("a.mender"), Path.of("shelf/real.mender"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SIGN, MODIFY, MODIFY_IMAGE, CP, INSTALL, RM, WRITE})
    void theFileBehindALinkIsChanged(String command) throws IOException {
        var before = Files.readAllBytes(artifact);
        bench.ours(Workbench.words(command)).succeeds();
        assertThat(bench.path("a.mender")).isSymbolicLink();
        assertThat(Files.readAllBytes(artifact)).isNotEqualTo(before);
        bench.real("read", artifact).succeeds();
        assertThat(artifact.getParent()).isDirectoryNotContaining(file -> !file.equals(artifact));
    }

    @ParameterizedTest
    @ValueSource(strings = {SIGN, MODIFY, MODIFY_IMAGE, CP, INSTALL, RM, WRITE})
    void theModeStays(String command) throws IOException {
        for (var mode : new String[] {"rw-r-----", "rwxrwxrwx", "r--r--r--"}) {
            linkArtifact();
            Files.setPosixFilePermissions(artifact, PosixFilePermissions.fromString(mode));
            bench.ours(Workbench.words(command)).succeeds();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(artifact)))
                    .isEqualTo(mode);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SIGN, MODIFY, MODIFY_IMAGE, CP, INSTALL, RM, WRITE})
    void theOwnerStays(String command) throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "giving files away needs root");
        Files.setAttribute(artifact, "unix:uid", 4711);
        Files.setAttribute(artifact, "unix:gid", 4712);
        bench.ours(Workbench.words(command)).succeeds();
        assertThat(Files.getAttribute(artifact, "unix:uid")).isEqualTo(4711);
        assertThat(Files.getAttribute(artifact, "unix:gid")).isEqualTo(4712);
    }

    @Test
    void theRealToolReplacesTheLink() {
        bench.real("modify", "-n", "two", "a.mender").succeeds();
        assertThat(bench.path("a.mender")).isRegularFile();
        assertThat(Files.isSymbolicLink(bench.path("a.mender"))).isFalse();
    }

    @Test
    void aLinkToAFileThatIsNotThereYetIsFollowed() throws IOException {
        Files.delete(artifact);
        bench.ours(Workbench.words(WRITE)).succeeds();
        assertThat(bench.path("a.mender")).isSymbolicLink();
        assertThat(artifact).isRegularFile();
    }

    @Test
    void linksInACircleAreRefused() throws IOException {
        Files.deleteIfExists(bench.path("circle"));
        Files.createSymbolicLink(bench.path("circle"), Path.of("circle"));
        bench.ours("write", "rootfs-image", "-t", "d", "-n", "n", "-f", "fs.ext4", "-o", bench.path("circle"))
                .exits(1);
        assertThat(bench.path("circle")).isSymbolicLink();
    }
}
