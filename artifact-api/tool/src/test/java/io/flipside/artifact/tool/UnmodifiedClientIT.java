// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Lab;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unmodified Mender client installs what we write. */
class UnmodifiedClientIT {
    @TempDir
    private static Path directory;

    private static Workbench bench;
    private static Lab lab;

    @BeforeAll
    static void prepare() throws IOException {
        lab = Lab.require(directory.resolve("device"));
        bench = new Workbench(directory);
        bench.write("dest_dir", directory + "/target\n");
        bench.write("filename", "hello.txt\n");
        Files.createDirectories(directory.resolve("target"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "lzma"})
    void installsAFile(String compression) throws IOException {
        Files.deleteIfExists(directory.resolve("target/hello.txt"));
        bench.ours(Workbench.words(
                        "write module-image -T single-file -t dev1 -n",
                        compression + "1 --compression",
                        compression,
                        "-f dest_dir -f filename -f hello.txt -p k:v -s ArtifactInstall_Enter_01_x -o o.mender"))
                .succeeds();
        lab.client("install", directory.resolve("o.mender")).succeeds();
        lab.client("commit").succeeds();
        assertThat(directory.resolve("target/hello.txt")).hasContent("hello");
        assertThat(lab.client("show-provides").succeeds().out())
                .contains(
                        "artifact_name=" + compression + "1", "k=v", "rootfs-image.single-file.version=" + compression);
    }

    @Test
    void runsAScriptModule() throws IOException {
        bench.write("run.sh", "#!/bin/sh\necho ran > " + directory + "/target/ran\n");
        bench.ours(Workbench.words("write module-image -T script -t dev1 -n script1 -f run.sh -o o.mender"))
                .succeeds();
        lab.client("install", directory.resolve("o.mender")).succeeds();
        assertThat(directory.resolve("target/ran")).hasContent("ran");
    }

    @Test
    void refusesWhatItsDependsDoNotAllow() {
        bench.ours(Workbench.words("write module-image -T script -t dev1 -n x -N other -f hello.txt -o o.mender"))
                .succeeds();
        assertThat(lab.client("install", directory.resolve("o.mender")).exitCode())
                .isNotZero();
        bench.ours(Workbench.words("write module-image -T script -t dev2 -n x -f hello.txt -o o.mender"))
                .succeeds();
        assertThat(lab.client("install", directory.resolve("o.mender")).exitCode())
                .isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void verifiesOurSignature(String key) throws IOException {
        lab.verifyKey(directory.resolve(key + ".pub"));
        try {
            bench.ours(Workbench.words("write module-image -T script -t dev1 -n", key + "1 -f hello.txt -o o.mender"))
                    .succeeds();
            assertThat(lab.client("install", directory.resolve("o.mender")).exitCode())
                    .isNotZero();
            bench.write("run.sh", "#!/bin/sh\nexit 0\n");
            bench.ours(Workbench.words(
                            "write module-image -T script -t dev1 -n",
                            key + "1 -f run.sh -o o.mender -k",
                            key + ".key"))
                    .succeeds();
            lab.client("install", directory.resolve("o.mender")).succeeds();
        } finally {
            lab.verifyNothing();
        }
    }
}
