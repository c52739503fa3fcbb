// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.ImageBench;
import io.flipside.artifact.tool.testing.Outcome;
import io.flipside.artifact.tool.testing.Peer;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of whole disks, laid out by parted: the partition with the root file system is found, or chosen. */
class DiskImagesIT {
    private static final int MIB = 1 << 20;

    @TempDir
    private static Path directory;

    private static Workbench bench;
    private static ImageBench images;

    @BeforeAll
    static void prepare() throws IOException {
        bench = new Workbench(directory);
        images = new ImageBench(bench);
        images.system("root.ext4");
        Files.copy(bench.path("root.ext4"), bench.path("other.ext4"));
        images.change("other.ext4", "sif /usr/lib/os-release mode 0100600");
        Peer.require("mke2fs", "e2fsprogs")
                .run("-q", "-t", "ext4", bench.path("data.ext4"), "16M")
                .succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"msdos", "gpt"})
    void theRootPartitionOfADiskIsPacked(String label) throws IOException {
        disk(label, "data.ext4", "root.ext4");
        assertThat(write().succeeds().err()).contains("only its partition 2");
        assertThat(unpacked()).hasSameBinaryContentAs(bench.path("root.ext4"));
        bench.real("validate", "a.mender").succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"msdos", "gpt"})
    void theChosenPartitionIsPacked(String label) throws IOException {
        disk(label, "root.ext4", "other.ext4");
        write("--partition", "2").succeeds();
        assertThat(unpacked()).hasSameBinaryContentAs(bench.path("other.ext4"));
        assertThat(write("--partition", "3").exits(1).err()).contains("has no partition 3; choose one of 1 (", "2 (");
    }

    @Test
    void twoDifferentRootsAreAnErrorThatListsThem() throws IOException {
        disk("msdos", "root.ext4", "other.ext4", "data.ext4");
        assertThat(write().exits(1).err()).contains("choose one of 1 (16384 KiB), 2 (16384 KiB) with --partition");
    }

    @Test
    void ofTwoEqualRootsTheFirstIsPacked() throws IOException {
        disk("gpt", "data.ext4", "root.ext4", "root.ext4");
        assertThat(write().succeeds().err()).contains("only its partition 2");
    }

    @Test
    void aDiskWithoutARootIsAnErrorThatListsItsPartitions() throws IOException {
        disk("msdos", "data.ext4");
        assertThat(write().exits(1).err()).contains("no partition of", "choose one of 1 (16384 KiB)");
    }

    @Test
    void aLogicalPartitionIsFound() throws IOException {
        Files.deleteIfExists(bench.path("disk.img"));
        try (var file = new RandomAccessFile(bench.path("disk.img").toFile(), "rw")) {
            file.setLength(24L * MIB);
            file.seek(2L * MIB);
            file.write(Files.readAllBytes(bench.path("root.ext4")));
        }
        parted("mklabel", "msdos", "mkpart", "extended", "1MiB", "23MiB", "mkpart", "logical", "2MiB", "18MiB");
        assertThat(write().succeeds().err()).contains("only its partition 5");
        assertThat(unpacked()).hasSameBinaryContentAs(bench.path("root.ext4"));
    }

    @Test
    void aDamagedTableIsNamed() throws IOException {
        disk("gpt", "root.ext4");
        try (var file = new RandomAccessFile(bench.path("disk.img").toFile(), "rw")) {
            file.seek(1024 + 40);
            file.write(1);
        }
        assertThat(write().exits(1).err()).contains("the partition table of", "damaged: its checksum is wrong");
    }

    @Test
    void aDiskInPlaceOfAnArtifactIsNamedAsSuch() throws IOException {
        disk("msdos", "root.ext4");
        assertThat(bench.ours("read", bench.path("disk.img")).exits(1).err())
                .contains("not an artifact, but a raw image: a disk with partitions");
    }

    @Test
    void whatIsNoDiskHasNoPartitionToChoose() {
        var outcome =
                bench.ours(Workbench.words("write rootfs-image -t d -n n -f root.ext4 --partition 1 -o a.mender"));
        assertThat(outcome.exits(1).err()).contains("no partition table; leave --partition away");
        bench.ours(Workbench.words("write rootfs-image -t d -n n -f root.ext4 -o a.mender"))
                .succeeds();
        assertThat(bench.ours("cat", "--partition", "1", "a.mender:/etc/os-release")
                        .exits(1)
                        .err())
                .contains("no partition table");
    }

    @Test
    void filesInTheDiskOfAnArtifactAreChanged() throws IOException {
        disk("gpt", "data.ext4", "root.ext4");
        bench.real(Workbench.words("write rootfs-image -t d -n rel1 -f disk.img -o a.mender"))
                .succeeds();
        bench.ours("cp", "hello.txt", "a.mender:/bin/new").succeeds();
        bench.ours("modify", "-n", "two", "a.mender").succeeds();
        bench.ours("install", "-m", "600", "--partition", "1", "b", "a.mender:/b")
                .succeeds();
        assertThat(bench.ours("cat", "a.mender:/etc/mender/artifact_info").out())
                .isEqualTo("artifact_name=two\n");
        var disk = Files.copy(unpacked(), bench.path("changed.img"));
        Files.write(bench.path("second.ext4"), partition(disk, 1));
        images.checked("second.ext4").succeeds();
        assertThat(images.ask("second.ext4", "cat /usr/bin/new")).isEqualTo("hello\n");
        bench.real("validate", "a.mender").succeeds();
    }

    /** Partitions of 16 MiB each, after the first MiB. */
    private static void disk(String label, String... contents) throws IOException {
        Files.deleteIfExists(bench.path("disk.img"));
        try (var file = new RandomAccessFile(bench.path("disk.img").toFile(), "rw")) {
            file.setLength((2L + 16L * contents.length) * MIB);
            for (int i = 0; i < contents.length; i++) {
                file.seek((1L + 16L * i) * MIB);
                file.write(Files.readAllBytes(bench.path(contents[i])));
            }
        }
        parted("mklabel", label);
        for (int i = 0; i < contents.length; i++) {
            parted("mkpart", label.equals("gpt") ? "p" : "primary", 1 + 16 * i + "MiB", 17 + 16 * i + "MiB");
        }
    }

    private static void parted(String... request) {
        var words = Stream.concat(Stream.of("-s", "-a", "none", bench.path("disk.img")), Stream.of(request));
        Peer.require("parted", "parted").run(words.toArray()).succeeds();
    }

    private static byte[] partition(Path disk, int index) throws IOException {
        return Arrays.copyOfRange(Files.readAllBytes(disk), (1 + 16 * index) * MIB, (17 + 16 * index) * MIB);
    }

    private static Outcome write(String... options) {
        var words = Stream.concat(
                Stream.of(Workbench.words("write rootfs-image -t d -n rel1 -f disk.img -o a.mender")),
                Stream.of(options));
        return bench.ours(words.toArray());
    }

    private static Path unpacked() throws IOException {
        return bench.path(images.unpacked("a.mender"));
    }
}
