// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.OurTool;
import io.flipside.artifact.tool.testing.Peer;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files inside the ext4 image of an artifact: what we put in, the real tool and the file system's checker find. */
class ImageFilesIT {
    @TempDir
    private static Path directory;

    private static Workbench bench;

    @BeforeAll
    static void prepare() throws IOException {
        bench = new Workbench(directory);
        var tree = Files.createDirectories(directory.resolve("tree/etc/mender"));
        Files.writeString(tree.resolve("artifact_info"), "artifact_name=rel1\n");
        Files.writeString(tree.resolve("mender.conf"), "{\"ServerURL\":\"https://old\",\"Other\":[1]}");
        Files.createDirectories(directory.resolve("tree/full/of/files"));
        Files.writeString(directory.resolve("tree/full/of/files/one"), "1");
        Files.createDirectories(directory.resolve("tree/data"));
        Peer.require("mke2fs", "e2fsprogs")
                .run("-q", "-t", "ext4", "-d", directory.resolve("tree"), directory.resolve("fs.ext4"), "8M")
                .succeeds();
    }

    @BeforeEach
    void write() {
        bench.ours(Workbench.words("write rootfs-image -t dev1 -n rel1 -f fs.ext4 -k ec.key -o a.mender"))
                .succeeds();
    }

    @Test
    void printsAFile() {
        assertThat(bench.ours("cat", "a.mender:/etc/mender/artifact_info")
                        .succeeds()
                        .out())
                .isEqualTo("artifact_name=rel1\n");
    }

    @Test
    void whatIsCopiedInIsThereForTheRealTool() {
        bench.ours("cp", "hello.txt", "a.mender:/etc/hello").succeeds();
        assertThat(bench.real("cat", "a.mender:/etc/hello").succeeds().out()).isEqualTo("hello\n");
        isStillSound();
    }

    @Test
    void whatTheRealToolCopiedInIsThereForUs() {
        bench.real("cp", "hello.txt", "a.mender:/etc/hello").succeeds();
        assertThat(bench.ours("cat", "a.mender:/etc/hello").succeeds().out()).isEqualTo("hello\n");
    }

    @Test
    void aDirectoryAsTargetTakesTheFileUnderItsName() {
        bench.ours("cp", "hello.txt", "a.mender:/etc").succeeds();
        bench.ours("cat", "a.mender:/etc/hello.txt").succeeds();
    }

    @Test
    void theRootIsADirectoryAsTargetToo() {
        new OurTool()
                .run("cp", directory.resolve("hello.txt"), directory.resolve("a.mender") + ":/")
                .succeeds();
        assertThat(bench.real("cat", "a.mender:/hello.txt").succeeds().out()).isEqualTo("hello\n");
    }

    @Test
    void aLinkIsWrittenThroughAndNotReplaced() throws IOException {
        Files.writeString(directory.resolve("linked"), "old and longer than the new text, which is short");
        var link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("linked"));
        bench.ours("cp", "a.mender:/etc/mender/artifact_info", link).succeeds();
        assertThat(link).isSymbolicLink();
        assertThat(directory.resolve("linked")).hasContent("artifact_name=rel1\n");
    }

    @Test
    void whatComesThroughAPipeIsCopiedIn() {
        var tool = Path.of(System.getProperty("flipside.root"), "artifact-api/tool/target/flipside-artifact");
        var script = "$TOOL cp <(echo piped) a.mender:/etc/one && echo too | $TOOL install -m 600 /dev/stdin"
                + " a.mender:/etc/two && $TOOL cp a.mender:/etc/two >(cat) && $TOOL cat a.mender:/etc/one";
        var outcome = Peer.require("bash", "bash").runIn(directory, Map.of("TOOL", tool + ""), "-c", script);
        assertThat(outcome.succeeds().out()).contains("piped\n", "too\n");
    }

    @Test
    void aReplacedFileKeepsItsPlaceAndTheImageIsSound() {
        bench.ours("cp", "b", "a.mender:/etc/mender/artifact_info").succeeds();
        assertThat(bench.real("cat", "a.mender:/etc/mender/artifact_info").out())
                .isEqualTo("bb\n");
        isStillSound();
    }

    @Test
    void copiesOutWithPermissions() throws IOException {
        bench.ours("install", "-m", "750", "hello.txt", "a.mender:/etc/hello").succeeds();
        bench.ours("cp", "a.mender:/etc/hello", directory.resolve("copy")).succeeds();
        assertThat(Files.readString(directory.resolve("copy"))).isEqualTo("hello\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("copy"))))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void makesDirectoriesAndRemovesThemWithAllInThem() {
        bench.ours("install", "-d", "-m", "700", "a.mender:/x/y/z").succeeds();
        bench.ours("cp", "hello.txt", "a.mender:/x/y/z/hello").succeeds();
        bench.ours("rm", "a.mender:/x").exits(1);
        bench.ours("rm", "-r", "a.mender:/x").succeeds();
        bench.ours("rm", "-r", "a.mender:/full").succeeds();
        bench.ours("cat", "a.mender:/x/y/z/hello").exits(1);
        isStillSound();
    }

    @Test
    void aChangedArtifactIsSignedAgainWithAKey() {
        bench.ours("cp", "-k", "rsa.key", "hello.txt", "a.mender:/etc/hello").succeeds();
        bench.real("validate", "-k", "rsa.pub", "a.mender").succeeds();
    }

    @Test
    void aChangedArtifactIsNotSignedWithoutAKeyAndTheToolSaysSo() {
        var outcome = bench.ours("rm", "a.mender:/etc/mender/mender.conf").succeeds();
        assertThat(outcome.err()).contains("no longer signed");
        assertThat(bench.realText("a.mender")).contains("Signature: no signature");
    }

    @Test
    void aFailureLeavesTheArtifactAsItWas() throws IOException {
        var before = Files.readAllBytes(directory.resolve("a.mender"));
        bench.ours("cp", "hello.txt", "a.mender:/no/such/directory/hello").exits(1);
        bench.ours("rm", "a.mender:/nothing").exits(1);
        bench.ours("install", "hello.txt", "a.mender:/etc/x").exits(1);
        bench.ours("install", "-m", "999", "hello.txt", "a.mender:/etc/x").exits(1);
        assertThat(directory.resolve("a.mender")).hasBinaryContent(before);
    }

    @Test
    void aFileThatDoesNotFitIsRefused() throws IOException {
        Files.writeString(directory.resolve("large"), "x".repeat(16 << 20));
        var before = Files.readAllBytes(directory.resolve("a.mender"));
        bench.ours("cp", "large", "a.mender:/etc/large").exits(1);
        assertThat(directory.resolve("a.mender")).hasBinaryContent(before);
    }

    @Test
    void aNewNameReachesTheImageToo() {
        bench.ours("modify", "-n", "rel2", "a.mender").succeeds();
        assertThat(bench.real("cat", "a.mender:/etc/mender/artifact_info").out())
                .isEqualTo("artifact_name=rel2\n");
        assertThat(bench.realText("a.mender")).contains("Name: rel2");
        isStillSound();
    }

    @Test
    void theClientInTheImageIsSetUp() throws IOException {
        bench.write("token", "TOKEN\n");
        bench.ours(Workbench.words("modify -u https://new -t token -c b -v ec.pub a.mender"))
                .succeeds();
        assertThat(bench.ours("cat", "a.mender:/etc/mender/mender.conf").out())
                .isEqualTo("{\"ServerURL\":\"https://new\",\"Other\":[1],\"TenantToken\":\"TOKEN\"}\n");
        assertThat(bench.ours("cat", "a.mender:/etc/mender/server.crt").out()).isEqualTo("bb\n");
        assertThat(bench.ours("cat", "a.mender:/etc/mender/artifact-verify-key.pem")
                        .out())
                .contains("BEGIN PUBLIC KEY");
    }

    @Test
    void somethingElseThanExt4IsRefused() {
        bench.ours(Workbench.words("write module-image -T x -t dev1 -n m -f hello.txt -o m.mender"))
                .succeeds();
        assertThat(bench.ours("cat", "m.mender:/etc/passwd").exits(1).err()).contains("not an ext4 file system");
    }

    @Test
    void reproducibleBuildsChangeImagesReproducibly() throws IOException {
        var tool = new OurTool(Map.of("SOURCE_DATE_EPOCH", "1700000000"));
        tool.run("cp", directory.resolve("hello.txt"), directory.resolve("a.mender") + ":/etc/hello")
                .succeeds();
        var first = Files.readAllBytes(directory.resolve("a.mender"));
        write();
        Files.setLastModifiedTime(directory.resolve("hello.txt"), FileTime.fromMillis(1_234_567_890_000L));
        tool.run("cp", directory.resolve("hello.txt"), directory.resolve("a.mender") + ":/etc/hello")
                .succeeds();
        assertThat(directory.resolve("a.mender")).hasBinaryContent(first);
    }

    @Test
    void theTenantTokenIsTheTextItselfAsForTheRealTool() {
        bench.real("modify", "--tenant-token", "eyJ.real", "a.mender").succeeds();
        assertThat(bench.ours("cat", "a.mender:/etc/mender/mender.conf").out())
                .contains("\"TenantToken\":\"eyJ.real\"");
        bench.ours("modify", "--tenant-token", "eyJ.ours", "a.mender").succeeds();
        assertThat(bench.real("cat", "a.mender:/etc/mender/mender.conf").out())
                .contains("\"TenantToken\":\"eyJ.ours\"");
        isStillSound();
    }

    @Test
    void theTenantTokenMayLieInAFile() throws IOException {
        Files.writeString(directory.resolve("token"), "eyJ.file\n");
        bench.ours("modify", "--tenant-token", "token", "a.mender").succeeds();
        assertThat(bench.real("cat", "a.mender:/etc/mender/mender.conf").out())
                .contains("\"TenantToken\":\"eyJ.file\"");
    }

    /** The image is clean, and its checksum is right everywhere. */
    private static void isStillSound() {
        bench.real("validate", "a.mender").succeeds();
        var dump = directory.resolve("checked");
        try {
            Files.deleteIfExists(dump.resolve("fs.ext4"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bench.ours("dump", "--files", dump, "a.mender").succeeds();
        Peer.require("e2fsck", "e2fsprogs").run("-fn", dump.resolve("fs.ext4")).succeeds();
        var digest = Peer.require("sha256sum", "coreutils")
                .run(dump.resolve("fs.ext4"))
                .out()
                .substring(0, 64);
        assertThat(bench.realText("a.mender")).contains("rootfs-image.checksum: " + digest);
    }
}
