// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.ImageBench;
import io.flipside.artifact.tool.testing.OurTool;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths in images: through links, to directories; what a replaced file keeps; the time of changes. */
class ImagePathsIT {
    private static final String LABEL = "security.selinux (26) = \"system_u:object_r:etc_t:s0\"";

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
        images.change(
                "fs.ext4",
                "symlink /lib /usr/lib",
                "symlink /outside ../../../../../../usr/lib/os-release",
                "symlink /loop /loop",
                "symlink /nowhere /usr/absent/file",
                "symlink /far ./usr/./bin/../../usr/bin/../../usr/bin/../../usr/bin/../../usr/bin/../lib/os-release");
        write();
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/os-release, /usr/lib/os-release",
        "/lib/os-release, /usr/lib/os-release",
        "/bin/new, /usr/bin/new",
        "/bin, /usr/bin/hello.txt",
        "/bin/, /usr/bin/hello.txt",
        "/outside, /usr/lib/os-release",
        "/far, /usr/lib/os-release",
        "/bin/../../etc/x, /etc/x"
    })
    void aPathThroughLinksIsFollowedInsideTheImage(String path, String real) throws IOException {
        bench.ours("cp", "hello.txt", "a.mender:" + path).succeeds();
        assertThat(bench.real("cat", "a.mender:" + real).succeeds().out()).isEqualTo("hello\n");
        assertThat(bench.ours("cat", "a.mender:" + real).succeeds().out()).isEqualTo("hello\n");
        images.checked(images.unpacked("a.mender")).succeeds();
    }

    @Test
    void filesAreReadThroughLinks() {
        for (var path : new String[] {"/etc/os-release", "/lib/os-release", "/outside", "/far"}) {
            assertThat(bench.ours("cat", "a.mender:" + path).succeeds().out()).isEqualTo("NAME=x\n");
        }
        assertThat(bench.ours("cat", "a.mender:/loop").exits(1).err()).contains("too many links");
    }

    @Test
    void ofALinkOnlyTheLinkIsRemoved() {
        bench.ours("rm", "a.mender:/etc/os-release").succeeds();
        bench.ours("rm", "a.mender:/bin").succeeds();
        bench.ours("cat", "a.mender:/etc/os-release").exits(1);
        bench.ours("cat", "a.mender:/usr/lib/os-release").succeeds();
    }

    @Test
    void directoriesAreMadeThroughLinks() throws IOException {
        bench.ours("install", "-d", "a.mender:/lib/one/two").succeeds();
        assertThat(images.ask(images.unpacked("a.mender"), "stat /usr/lib/one/two"))
                .contains("Type: directory");
    }

    @ParameterizedTest
    @CsvSource({"/newdir/", "/newdir/file", "/nowhere", "/usr/lib/os-release/", "/usr/lib/os-release/x"})
    void aDirectoryThatDoesNotExistIsAnError(String path) throws IOException {
        var before = Files.readAllBytes(bench.path("a.mender"));
        assertThat(bench.ours("cp", "hello.txt", "a.mender:" + path).exits(1).err())
                .contains("does not exist in the image");
        bench.ours("install", "-m", "644", "hello.txt", "a.mender:" + path).exits(1);
        assertThat(bench.path("a.mender")).hasBinaryContent(before);
    }

    @Test
    void aDirectoryOfTheHostThatDoesNotExistIsAnError() {
        var outcome = bench.ours("cp", "a.mender:/usr/lib/os-release", bench.path("none") + "/");
        assertThat(outcome.exits(1).err()).contains("does not exist");
        assertThat(bench.path("none")).doesNotExist();
    }

    @Test
    void aReplacedFileKeepsOwnerModeAndAttributes() throws IOException {
        Files.write(
                bench.path("acl"),
                HexFormat.of()
                        .parseHex("0200000001000600ffffffff02000400e8030000"
                                + "04000400ffffffff10000400ffffffff20000000ffffffff"));
        images.change(
                "fs.ext4",
                "sif /usr/lib/os-release uid 70000",
                "sif /usr/lib/os-release gid 12",
                "sif /usr/lib/os-release mode 0104640",
                "ea_set /usr/lib/os-release security.selinux system_u:object_r:etc_t:s0",
                "ea_set /usr/lib/os-release user.note \"two words\"",
                "ea_set -f acl /usr/lib/os-release system.posix_acl_access");
        write();
        var before = images.ask("fs.ext4", "stat /usr/lib/os-release");
        assertThat(before).contains(LABEL, "user.note", "posix_acl_access");
        bench.ours("cp", "hello.txt", "a.mender:/etc/os-release").succeeds();
        var image = images.unpacked("a.mender");
        assertThat(images.ask(image, "stat /usr/lib/os-release"))
                .contains("Mode:  04640", "User: 70000   Group:    12", LABEL, "Size: 6");
        assertThat(images.ask(image, "ea_list /usr/lib/os-release"))
                .isEqualTo(images.ask("fs.ext4", "ea_list /usr/lib/os-release"));
        images.checked(image).succeeds();
    }

    @Test
    void theRealToolLosesOwnerModeAndAttributes() throws IOException {
        images.change(
                "fs.ext4",
                "sif /usr/lib/os-release uid 7",
                "ea_set /usr/lib/os-release security.selinux system_u:object_r:etc_t:s0");
        write();
        bench.real("cp", "hello.txt", "a.mender:/usr/lib/os-release").succeeds();
        assertThat(images.ask(images.unpacked("a.mender"), "stat /usr/lib/os-release"))
                .doesNotContain(LABEL, "User:     7");
    }

    @ParameterizedTest
    @CsvSource({"''," + ImageBench.MADE, "0, 1", "1700000000, 1700000000"})
    void theSameChangesMakeTheSameBytes(String sourceDate, int time) throws IOException {
        changeAll(sourceDate);
        var first = Files.readAllBytes(bench.path("a.mender"));
        write();
        changeAll(sourceDate);
        assertThat(bench.path("a.mender")).hasBinaryContent(first);
        var image = images.unpacked("a.mender");
        assertThat(images.ask(image, "stat /etc/new")).contains("mtime: 0x%08x".formatted(time));
        assertThat(images.ask(image, "stat /usr/one")).contains("crtime: 0x%08x".formatted(time));
    }

    private void changeAll(String sourceDate) throws IOException {
        var tool = new OurTool(Map.of("SOURCE_DATE_EPOCH", sourceDate));
        var artifact = bench.path("a.mender");
        tool.run("cp", bench.path("hello.txt"), artifact + ":/etc/new").succeeds();
        tool.run("install", "-d", artifact + ":/usr/one/two").succeeds();
        tool.run("install", "-m", "600", bench.path("b"), artifact + ":/bin/b").succeeds();
        tool.run("rm", artifact + ":/etc/os-release").succeeds();
        tool.run("modify", "-n", "two", artifact).succeeds();
    }

    private void write() {
        bench.ours(Workbench.words("write rootfs-image -t dev1 -n rel1 -f fs.ext4 -o a.mender"))
                .succeeds();
    }
}
