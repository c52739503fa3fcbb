// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import static io.flipside.artifact.testing.Program.MENDER_ARTIFACT;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.StateScript;
import io.flipside.artifact.testing.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadsTheRealToolsArtifactsTest {
    private static final ReadOptions SERIAL = ReadOptions.withoutKeys();
    private static final ReadOptions PARALLEL = SERIAL.withThreads(3);

    @TempDir
    Path directory;

    @BeforeEach
    void haveFiles() throws IOException {
        MENDER_ARTIFACT.require();
        byte[] image = new byte[2_500_000];
        new Random(1).nextBytes(image);
        Arrays.fill(image, 500_000, 1_500_000, (byte) 7);
        Files.write(directory.resolve("image"), image);
        Files.writeString(directory.resolve("a"), "hello\n");
        Files.writeString(directory.resolve("meta"), "{\"n\":1}");
        Path script = directory.resolve("ArtifactInstall_Enter_01_x");
        Files.writeString(script, "#!/bin/sh\n");
        script.toFile().setExecutable(true);
    }

    @ParameterizedTest
    @CsvSource({"none, NONE, 3", "gzip, GZIP, 3", "lzma, XZ, 3", "none, NONE, 2", "gzip, GZIP, 2", "lzma, XZ, 2"})
    void readsImages(String option, Compression compression, String version) throws IOException {
        MENDER_ARTIFACT.run(
                directory,
                "--compression",
                option,
                "write",
                "rootfs-image",
                "-v",
                version,
                "-t",
                "dev1",
                "-n",
                "rel",
                "-f",
                "image",
                "-o",
                "out",
                "--no-progress");
        String digest = Contents.sha256(Files.newInputStream(directory.resolve("image")));
        for (ReadOptions options : List.of(SERIAL, PARALLEL)) {
            Contents contents = Contents.of(Files.newInputStream(directory.resolve("out")), options);
            assertThat(contents.files()).containsOnlyKeys("image").containsValue(digest);
            assertThat(contents.artifact().name()).isEqualTo("rel");
            assertThat(contents.artifact().deviceTypes()).containsExactly("dev1");
            assertThat(contents.artifact().payload().type()).contains("rootfs-image");
        }
        try (ArtifactReader reader = ArtifactReader.open(Files.newInputStream(directory.resolve("out")), SERIAL)) {
            assertThat(reader.compression()).isEqualTo(compression);
        }
    }

    @Test
    void readsModulesWithEverything() throws IOException {
        MENDER_ARTIFACT.run(
                directory,
                "write",
                "module-image",
                "-T",
                "my-mod",
                "-t",
                "d1",
                "-t",
                "d2",
                "-n",
                "m",
                "-f",
                "a",
                "-f",
                "image",
                "-m",
                "meta",
                "-s",
                "ArtifactInstall_Enter_01_x",
                "-N",
                "r1",
                "-N",
                "r0",
                "-G",
                "g1",
                "-g",
                "gz",
                "-p",
                "k:v",
                "-d",
                "dep:v",
                "--clears-provides",
                "zz.*",
                "-o",
                "out");
        Artifact artifact = Contents.of(Files.newInputStream(directory.resolve("out")), SERIAL)
                .artifact();
        assertThat(artifact.group()).contains("gz");
        assertThat(artifact.deviceTypes()).containsExactly("d1", "d2");
        assertThat(artifact.dependsName()).containsExactly("r1", "r0");
        assertThat(artifact.dependsGroup()).containsExactly("g1");
        assertThat(artifact.scripts()).extracting(StateScript::name).containsExactly("ArtifactInstall_Enter_01_x");
        assertThat(artifact.payload().provides())
                .containsEntry("k", "v")
                .containsEntry("rootfs-image.my-mod.version", "m");
        assertThat(artifact.payload().depends()).containsEntry("dep", List.of("v"));
        assertThat(artifact.payload().clearsProvides()).contains(List.of("zz.*", "rootfs-image.my-mod.*"));
        assertThat(artifact.payload().metaData()).contains("{\"n\":1}");
        assertThat(artifact.payload().files())
                .extracting(Artifact.ListedFile::name)
                .containsExactly("a", "image");
    }

    @Test
    void readsAugmentedArtifactsWithTheAugmentMergedIn() throws IOException {
        MENDER_ARTIFACT.run(
                directory,
                "write",
                "module-image",
                "-T",
                "inner",
                "-t",
                "d1",
                "-n",
                "aug",
                "-f",
                "a",
                "--augment-type",
                "outer",
                "--augment-file",
                "image",
                "--augment-depends",
                "k:v",
                "--augment-provides",
                "ap:av",
                "-o",
                "out");
        Contents contents = Contents.of(Files.newInputStream(directory.resolve("out")), SERIAL);
        assertThat(contents.files().keySet()).isEqualTo(Set.of("a", "image"));
        assertThat(contents.artifact().payload().type()).contains("outer");
        assertThat(contents.artifact().payload().provides()).containsEntry("ap", "av");
    }

    @Test
    void readsEmptyPayloads() throws IOException {
        MENDER_ARTIFACT.run(
                directory,
                "write",
                "bootstrap-artifact",
                "-t",
                "d1",
                "-n",
                "boot",
                "-p",
                "p:q",
                "-o",
                "boot",
                "--no-progress");
        Contents boot = Contents.of(Files.newInputStream(directory.resolve("boot")), SERIAL);
        assertThat(boot.artifact().payload().type()).isEmpty();
        assertThat(boot.artifact().payload().clearsProvides()).isEmpty();
        MENDER_ARTIFACT.run(directory, "write", "module-image", "-T", "none", "-t", "d1", "-n", "n", "-o", "empty");
        Contents empty = Contents.of(Files.newInputStream(directory.resolve("empty")), SERIAL);
        assertThat(empty.artifact().payload().type()).contains("none");
        assertThat(empty.files()).isEmpty();
    }
}
