// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both tools change an artifact's description in the same way. */
class ModifyIT {
    private static final String MODULE = "write module-image -T my-mod -t dev1 -n mm -f hello.txt -p k:v -d dep:v -o ";

    @TempDir
    private static Path directory;

    private static Workbench bench;

    @BeforeAll
    static void prepare() throws IOException {
        bench = new Workbench(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-n NEW",
                "--name NEW",
                "-n NEW -p x:y -p k:w -d q:r -N dn -G dg -g pg --clears-provides yy.*",
                "-p rootfs-image.my-mod.version:q",
                "-m meta.json",
                "-g group",
                "-N rel1 -N rel2",
                "--delete-clears-provides rootfs-image.my-mod.*",
                "--delete-clears-provides nothing --clears-provides y --clears-provides z",
                ""
            })
    void theSameIsChanged(String change) {
        bench.real(Workbench.words(MODULE, "a.mender")).succeeds();
        bench.real(Workbench.words(MODULE, "b.mender")).succeeds();
        bench.real(Workbench.words("modify", change, "a.mender")).succeeds();
        bench.ours(Workbench.words("modify", change, "b.mender")).succeeds();
        bench.real("validate", "b.mender").succeeds();
        assertThat(Workbench.withoutTimes(bench.realText("b.mender")))
                .isEqualTo(Workbench.withoutTimes(bench.realText("a.mender")));
    }

    @Test
    void theChecksumOfAnImageStaysAlthoughProvidesAreReplaced() {
        bench.ours(Workbench.words("write rootfs-image -t dev1 -n rel1 -f image -o c.mender"))
                .succeeds();
        bench.ours(Workbench.words("modify -p x:y c.mender")).succeeds();
        assertThat(bench.realText("c.mender")).contains("rootfs-image.checksum: ", "x: y");
        assertThat(bench.realText("c.mender")).doesNotContain("rootfs-image.version");
    }

    @Test
    void aVersion2ArtifactGetsANewName() {
        bench.real(Workbench.words("write rootfs-image -v 2 -t dev1 -n rel1 -f image -o v2.mender"))
                .succeeds();
        bench.ours(Workbench.words("modify -n rel2 v2.mender")).succeeds();
        assertThat(bench.realText("v2.mender")).contains("Name: rel2", "Version: 2");
    }

    @Test
    void whatVersion2CannotSayIsRefused() throws IOException {
        bench.real(Workbench.words("write rootfs-image -v 2 -t dev1 -n rel1 -f image -o v2.mender"))
                .succeeds();
        var before = Files.readAllBytes(directory.resolve("v2.mender"));
        assertThat(bench.ours(Workbench.words("modify -g group v2.mender"))
                        .exits(1)
                        .err())
                .contains("version 2");
        assertThat(directory.resolve("v2.mender")).hasBinaryContent(before);
    }

    @Test
    void anAugmentedArtifactIsRefused() {
        bench.real(Workbench.words("write module-image -T inner -t dev1 -n aug -f hello.txt --augment-type outer"
                        + " --augment-file b -o aug.mender"))
                .succeeds();
        assertThat(bench.ours(Workbench.words("modify -n NEW aug.mender"))
                        .exits(1)
                        .err())
                .contains("augment");
    }

    @Test
    void theCompressionCanBeChanged() {
        bench.ours(Workbench.words(MODULE, "d.mender -f b")).succeeds();
        bench.ours(Workbench.words("modify --compression lzma d.mender")).succeeds();
        bench.real("validate", "d.mender").succeeds();
        assertThat(bench.ours("read", "--json", "d.mender").out()).contains("\"compression\": \"xz\"");
    }

    @Test
    void aSignedArtifactIsSignedAgainWithAKeyOnly() {
        bench.ours(Workbench.words(MODULE, "e.mender -k ec.key")).succeeds();
        assertThat(bench.ours(Workbench.words("modify -n two e.mender"))
                        .succeeds()
                        .err())
                .contains("no longer signed");
        bench.ours(Workbench.words("modify -n three -k rsa.key e.mender")).succeeds();
        bench.real(Workbench.words("validate -k rsa.pub e.mender")).succeeds();
    }
}
