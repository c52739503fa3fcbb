// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.ImageBench;
import io.flipside.artifact.tool.testing.OurTool;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that were not unmounted, are damaged or too new: their changes stay, or the reason is named. */
class ImageStateIT {
    private static final int SUPERBLOCK = 1024;

    @TempDir
    private static Path directory;

    private static Workbench bench;
    private static ImageBench images;

    @BeforeAll
    static void prepareOnce() throws IOException {
        images = ImageBench.withBase(directory);
        bench = images.bench();
    }

    @BeforeEach
    void prepare() throws IOException {
        images.fromBase("fs.ext4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cp hello.txt a.mender:/etc/mender/new",
                "install -m 644 hello.txt a.mender:/etc/mender/new",
                "rm a.mender:/etc/mender/artifact_info",
                "modify -v b a.mender"
            })
    void aChangeOutlivesAJournalThatNobodyReplayed(String command) throws IOException {
        images.leaveInJournal("fs.ext4", "/etc/mender");
        write();
        bench.ours(Workbench.words(command)).succeeds();
        var image = images.unpacked("a.mender");
        images.checked(image).succeeds();
        assertThat(images.ask(image, "stats")).doesNotContain("needs_recovery");
        var files = images.ask(image, "ls /etc/mender");
        assertThat(files.contains("artifact_info")).isEqualTo(!command.startsWith("rm"));
        assertThat(files.contains("new") || files.contains("artifact-verify-key.pem"))
                .isEqualTo(!command.startsWith("rm"));
    }

    @Test
    void theRealToolReplaysTheJournalToo() throws IOException {
        images.leaveInJournal("fs.ext4", "/etc/mender");
        write();
        bench.real("cp", "hello.txt", "a.mender:/etc/mender/new").succeeds();
        assertThat(images.ask(images.unpacked("a.mender"), "ls /etc/mender")).contains("new");
    }

    @Test
    void whatTheJournalHoldsIsRead() throws IOException {
        images.leaveInJournal("fs.ext4", "/etc/mender");
        images.change("fs.ext4", "unlink /etc/mender/artifact_info");
        write();
        assertThat(bench.ours("cat", "a.mender:/etc/mender/artifact_info")
                        .succeeds()
                        .out())
                .isEqualTo("artifact_name=rel1\n");
    }

    @Test
    void aDamageThatNeedsAPersonIsRefused() throws IOException {
        images.change("fs.ext4", "clri /usr");
        write();
        isRefused("is damaged, e2fsck says: ");
    }

    @Test
    void aFeatureThatE2fsprogsDoNotKnowIsNamed() throws IOException {
        patch(0x60, 1 << 30);
        write();
        isRefused("unsupported feature");
    }

    @Test
    void aSuperblockWithAWrongChecksumIsNamed() throws IOException {
        patch(0x18, 77);
        write();
        isRefused("superblock is corrupt");
    }

    @Test
    void ofARawImageToo() throws IOException {
        patch(0x38, 0);
        assertThat(bench.ours("cat", bench.path("fs.ext4") + ":/etc/os-release")
                        .exits(1)
                        .err())
                .contains("a file system whose superblock is damaged; there is a copy of it: e2fsck -b 8193 -B 1024");
    }

    @Test
    void aDestroyedSuperblockIsNamedWithItsCopy() throws IOException {
        patch(0x38, 0);
        write();
        isRefused("the superblock of the file system in fs.ext4 is damaged, but there is a copy of it. Repair the image"
                + " with e2fsck -b 8193 -B 1024");
    }

    @ParameterizedTest
    @ValueSource(strings = {"read fs.ext4", "validate fs.ext4", "sign -k ec.key fs.ext4", "dump fs.ext4"})
    void aRawImageIsNamedAsSuch(String command) throws IOException {
        var words = command.replace("fs.ext4", bench.path("fs.ext4") + "");
        var outcome = bench.ours(Workbench.words(words));
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err()).contains("not an artifact, but a raw image: an ext4 file system");
    }

    @Test
    void anotherFileSystemIsNamed() throws IOException {
        Files.write(bench.path("fs.ext4"), "hsqs and more".getBytes(StandardCharsets.UTF_8));
        write();
        isRefused("not an ext4 file system but a squashfs file system");
    }

    @Test
    void programsThatAreTooOldAreNamedBeforeAnythingIsTouched() throws IOException {
        write();
        var before = Files.readAllBytes(bench.path("a.mender"));
        var old = Files.createDirectory(bench.path("bin"));
        bench.write("bin/debugfs", "#!/bin/sh\necho 'debugfs 1.43.9 (8-Feb-2018)' >&2\n[ \"$1\" = -V ] || touch ran\n");
        var outcome = new OurTool(Map.of("PATH", old + ":" + System.getenv("PATH")))
                .run("cp", bench.path("hello.txt"), bench.path("a.mender") + ":/etc/x");
        assertThat(outcome.exits(1).err()).contains("e2fsprogs 1.43", "at least 1.44");
        assertThat(bench.path("a.mender")).hasBinaryContent(before);
    }

    private void isRefused(String reason) throws IOException {
        var before = Files.readAllBytes(bench.path("a.mender"));
        var outcome = bench.ours("cp", "hello.txt", "a.mender:/etc/x").exits(1);
        assertThat(outcome.err()).contains(reason).doesNotContain("exist");
        assertThat(bench.path("a.mender")).hasBinaryContent(before);
    }

    private void write() {
        bench.ours(Workbench.words("write rootfs-image -t dev1 -n rel1 -f fs.ext4 -o a.mender"))
                .succeeds();
    }

    /** Sets a field of the superblock. */
    private void patch(int field, int value) throws IOException {
        try (var channel = FileChannel.open(bench.path("fs.ext4"), StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, value);
            channel.write(bytes, SUPERBLOCK + field);
        }
    }
}
