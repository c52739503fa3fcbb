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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes files in images that are in no artifact, as mender-artifact does: a file system, a disk with A and B. */
class RawImagesIT {
    private static final int MIB = 1 << 20;
    private static final int PARTITION = 16;
    private static final String FILE_SYSTEM = "raw.img";
    private static final String DISK = "raw.sdimg";

    @TempDir
    private static Path directory;

    private static ImageBench images;
    private static Workbench bench;

    @BeforeAll
    static void prepareOnce() throws IOException {
        images = ImageBench.withBase(directory);
        bench = images.bench();
        Peer.require("mke2fs", "e2fsprogs")
                .run("-q", "-t", "ext4", bench.path("data.ext4"), PARTITION + "M")
                .succeeds();
        try (var disk = new RandomAccessFile(bench.path("base.sdimg").toFile(), "rw")) {
            disk.setLength(66L * MIB);
            for (var partition : List.of(2, 3, 4)) {
                disk.seek(offset(partition));
                disk.write(Files.readAllBytes(bench.path(partition == 4 ? "data.ext4" : "base.ext4")));
            }
        }
        parted("mklabel", "msdos");
        for (var partition : List.of(1, 2, 3, 4)) {
            parted("mkpart", "primary", offset(partition) + "B", offset(partition + 1) - 1 + "B");
        }
    }

    @BeforeEach
    void freshImages() throws IOException {
        images.fromBase(FILE_SYSTEM);
        Files.copy(bench.path("base.sdimg"), bench.path(DISK), StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE_SYSTEM, DISK})
    void theCommandsDoWhatTheRealOnesDo(String image) throws IOException {
        Files.copy(bench.path(image), bench.path("real-" + image), StandardCopyOption.REPLACE_EXISTING);
        for (var command : List.of(
                "cp hello.txt IMAGE:/etc/new",
                "install -m 750 b IMAGE:/usr/bin/tool",
                "rm IMAGE:/usr/lib/os-release",
                "modify -n two IMAGE")) {
            ours(command, image).succeeds();
            bench.real(Workbench.words(command.replace("IMAGE", "real-" + image)))
                    .succeeds();
        }
        for (int number : image.equals(DISK) ? new int[] {2, 3} : new int[] {1}) {
            var ours = fileSystem(image, number);
            var real = fileSystem("real-" + image, number);
            images.checked(ours).succeeds();
            for (var request : List.of("cat /etc/new", "cat /usr/bin/tool", "ls /usr/lib")) {
                assertThat(images.ask(ours, request)).isEqualTo(images.ask(real, request));
            }
            assertThat(images.ask(ours, "cat /etc/mender/artifact_info").strip())
                    .isEqualTo(images.ask(real, "cat /etc/mender/artifact_info"));
            assertThat(images.ask(ours, "stat /usr/bin/tool")).contains("Mode:  0750");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE_SYSTEM, DISK})
    void aFileIsReadWithoutAChange(String image) throws IOException {
        var before = Files.readAllBytes(bench.path(image));
        assertThat(ours("cat IMAGE:/etc/os-release", image).succeeds().out()).isEqualTo("NAME=x\n");
        ours("cp IMAGE:/etc/os-release " + bench.path("out"), image).succeeds();
        assertThat(bench.path("out")).hasContent("NAME=x");
        assertThat(bench.path(image)).hasBinaryContent(before);
    }

    @Test
    void theDataPartitionIsChosenAndTheOthersStay() throws IOException {
        ours("cp --partition 4 hello.txt IMAGE:/new", DISK).succeeds();
        assertThat(images.ask(fileSystem(DISK, 4), "cat /new")).isEqualTo("hello\n");
        for (int number : new int[] {2, 3}) {
            assertThat(bench.path(fileSystem(DISK, number))).hasSameBinaryContentAs(bench.path("base.ext4"));
        }
    }

    @Test
    void systemsThatDifferAreNotGuessedAt() throws IOException {
        ours("cp --partition 3 hello.txt IMAGE:/etc/new", DISK).succeeds();
        var before = Files.readAllBytes(bench.path(DISK));
        assertThat(ours("rm IMAGE:/etc/mender/artifact_info", DISK).exits(1).err())
                .contains("choose one of 2 (16384 KiB), 3 (16384 KiB) with --partition");
        assertThat(bench.path(DISK)).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modify -n two -k ec.key IMAGE",
                "cp -k ec.key hello.txt IMAGE:/etc/new",
                "modify --provides a:b IMAGE",
                "modify -n two -m meta.json IMAGE",
                "modify --script ArtifactCommit_Leave_99 IMAGE",
                "--compression none rm IMAGE:/etc/os-release",
                "cp hello.txt IMAGE:/nowhere/new"
            })
    void whatBelongsToArtifactsIsRefused(String command) throws IOException {
        var before = Files.readAllBytes(bench.path(FILE_SYSTEM));
        assertThat(ours(command, FILE_SYSTEM).exits(1).err()).containsAnyOf("is a raw image", "does not exist");
        assertThat(bench.path(FILE_SYSTEM)).hasBinaryContent(before);
    }

    @Test
    void theImageBehindALinkIsChangedAndKeepsItsMode() throws IOException {
        var link = bench.path("link.ext4");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(FILE_SYSTEM));
        Files.setPosixFilePermissions(bench.path(FILE_SYSTEM), PosixFilePermissions.fromString("r--r-----"));
        ours("cp hello.txt IMAGE:/etc/new", "link.ext4").succeeds();
        assertThat(link).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bench.path(FILE_SYSTEM))))
                .isEqualTo("r--r-----");
        assertThat(images.ask(FILE_SYSTEM, "cat /etc/new")).isEqualTo("hello\n");
    }

    @Test
    void aFileInsideOfItsInodeIsReadAndReplaced() throws IOException {
        Peer.require("mke2fs", "e2fsprogs")
                .run("-q", "-t", "ext4", "-O", "inline_data", bench.path("inline.img"), "16M")
                .succeeds();
        ours("cp hello.txt IMAGE:/small", "inline.img").succeeds();
        ours("cp b IMAGE:/small", "inline.img").succeeds();
        assertThat(ours("cat IMAGE:/small", "inline.img").succeeds().out()).isEqualTo("bb\n");
        images.checked("inline.img").succeeds();
    }

    @Test
    void aNameThatIsMoreThanALineIsRefused() throws IOException {
        var before = Files.readAllBytes(bench.path(FILE_SYSTEM));
        assertThat(bench.ours("modify", "-n", "two\nartifact_group=x", bench.path(FILE_SYSTEM))
                        .exits(1)
                        .err())
                .contains("1 to 256 printable characters");
        assertThat(bench.path(FILE_SYSTEM)).hasBinaryContent(before);
    }

    @Test
    void aFileInPlaceOfADirectoryIsNamed() {
        assertThat(ours("install -d IMAGE:/usr/lib/os-release/x", FILE_SYSTEM)
                        .exits(1)
                        .err())
                .contains("the directory /usr/lib/os-release does not exist in the image; there is a regular");
    }

    @Test
    void anImageThatIsCutOffIsNamedAsSuch() throws IOException {
        Files.write(bench.path("cut.img"), Arrays.copyOf(Files.readAllBytes(bench.path(FILE_SYSTEM)), 2000));
        assertThat(ours("cat IMAGE:/etc/os-release", "cut.img").exits(1).err()).contains("cut.img is cut off");
    }

    @Test
    void nothingIsLeftBeside() throws IOException {
        ours("cp hello.txt IMAGE:/etc/new", FILE_SYSTEM).succeeds();
        ours("cp hello.txt IMAGE:/nowhere/new", FILE_SYSTEM).exits(1);
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".flipside"));
        }
    }

    private static Outcome ours(String command, String image) {
        return bench.ours(Stream.of(Workbench.words(command))
                .map(word -> word.toString().replace("IMAGE", bench.path(image) + ""))
                .toArray());
    }

    private static long offset(int partition) {
        return (1L + (long) PARTITION * (partition - 1)) * MIB;
    }

    /** An image, or a partition of a disk. */
    private static String fileSystem(String image, int partition) throws IOException {
        if (!image.endsWith(DISK)) {
            return image;
        }
        var name = image + "." + partition;
        int start = (int) offset(partition);
        Files.write(
                bench.path(name),
                Arrays.copyOfRange(Files.readAllBytes(bench.path(image)), start, start + PARTITION * MIB));
        return name;
    }

    private static void parted(String... request) {
        var words = Stream.concat(Stream.of("-s", "-a", "none", bench.path("base.sdimg")), Stream.of(request));
        Peer.require("parted", "parted").run(words.toArray()).succeeds();
    }
}
