// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Outcome;
import io.flipside.artifact.tool.testing.Peer;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users run, in place of mender-artifact, as build scripts and shells use it. */
class DropInIT {
    private static final Path EXAMPLES = Path.of("/usr/share/doc/mender-client/examples");

    @TempDir
    private static Path directory;

    private static Workbench bench;
    private static Peer ourJar;

    @BeforeAll
    static void prepare() throws IOException {
        bench = new Workbench(directory);
        ourJar = Peer.ourJar(directory);
        var bin = Files.createDirectories(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("mender-artifact"), ourJar.program());
    }

    private static Outcome bash(Map<String, String> variables, String script) {
        return Peer.require("bash", "bash").runIn(directory, variables, "-c", script);
    }

    private static void generator(String name) {
        Assumptions.assumeTrue(
                Files.exists(EXAMPLES.resolve(name)), "apt-get install mender-client, with its documentation");
    }

    @Test
    void theStockGeneratorOfSingleFilesWorksWithIt() {
        generator("single-file-artifact-gen");
        var path = Map.of("PATH", directory + "/bin:" + System.getenv("PATH"));
        bash(
                        path,
                        "bash " + EXAMPLES + "/single-file-artifact-gen -n rel1 -t dev1 -d /opt/x -o g.mender hello.txt"
                                + " -- -s ArtifactCommit_Leave_99 -k rsa.key")
                .succeeds();
        bench.real("validate", "-k", "rsa.pub", "g.mender").succeeds();
        assertThat(bench.realText("g.mender"))
                .contains(
                        "Name: rel1", "ArtifactCommit_Leave_99", "rootfs-image.single-file.version: rel1", "dest_dir");
    }

    @Test
    void theStockGeneratorOfDirectoriesWorksWithIt() throws IOException {
        generator("directory-artifact-gen");
        Files.createDirectories(directory.resolve("tree"));
        var path = Map.of("PATH", directory + "/bin:" + System.getenv("PATH"));
        bash(path, "bash " + EXAMPLES + "/directory-artifact-gen -n dir1 -t dev1 -d /opt/y -o d.mender tree")
                .succeeds();
        bench.real("validate", "d.mender").succeeds();
    }

    @Test
    void theSameInputGivesTheSameBytesUnderAnyCircumstances() throws IOException {
        var command =
                " write module-image -T x -t dev1 -n m -f image -f hello.txt -s ArtifactInstall_Enter_01_x -k rsa.key -o ";
        var date = Map.of("SOURCE_DATE_EPOCH", "1700000000");
        bash(date, "umask 022; chmod 600 image; " + ourJar.program() + command + "one.mender")
                .succeeds();
        bash(
                        date,
                        "umask 077; chmod 755 image; touch -d 2001-01-01 image hello.txt; export TZ=Asia/Tokyo LC_ALL=C"
                                + " JAVA_TOOL_OPTIONS='-XX:ActiveProcessorCount=1 -Duser.language=tr'; "
                                + ourJar.program() + command + "two.mender")
                .succeeds();
        assertThat(directory.resolve("two.mender")).hasSameBinaryContentAs(directory.resolve("one.mender"));
    }

    @Test
    void theArtifactCanBeReadByWhomTheUmaskAllows() {
        bash(Map.of(), "umask 022; " + ourJar.program() + " write rootfs-image -t d -n n -f hello.txt -o umask.mender")
                .succeeds();
        assertThat(bash(Map.of(), "stat -c %a umask.mender").out()).isEqualTo("644\n");
    }

    @Test
    void aDirectoryOfScriptsIsTheSameToBothTools() throws IOException {
        var scripts = Files.createDirectory(directory.resolve("states"));
        for (var name : List.of("ArtifactInstall_Enter_01_x", "ArtifactCommit_Leave_99")) {
            Files.copy(directory.resolve(name), scripts.resolve(name));
        }
        var command = "write rootfs-image -t d -n n -f hello.txt -s states -o ";
        bench.real(Workbench.words(command, "scripts-real.mender")).succeeds();
        bash(Map.of(), ourJar.program() + " " + command + "scripts-ours.mender").succeeds();
        assertThat(bench.realText("scripts-ours.mender").lines())
                .containsAll(scriptLines(bench.realText("scripts-real.mender")));
    }

    private static List<String> scriptLines(String text) {
        var lines = text.lines()
                .filter(line -> line.contains("Artifact") && line.contains("_"))
                .toList();
        assertThat(lines).hasSize(2);
        return lines;
    }

    @Test
    void anArtifactGoesThroughAPipeIntoTheRealTool() {
        var command = ourJar.program() + " write rootfs-image -t d -n piped -f hello.txt";
        assertThat(bash(Map.of(), command + " -k rsa.key -o - | mender-artifact validate -k rsa.pub /dev/stdin")
                        .succeeds()
                        .out())
                .contains("validated successfully");
        bash(Map.of(), command + " -o - > /dev/full").exits(1);
    }

    @Test
    void bashCompletesCommandsAndOptions() {
        var completed = bash(
                        Map.of(),
                        "source <(" + ourJar.program() + " completion)"
                                + "; COMP_WORDS=(flipside-artifact val); COMP_CWORD=1; _complete_flipside-artifact; echo \"${COMPREPLY[@]}\""
                                + "; COMP_WORDS=(flipside-artifact write rootfs-image --artifact-n); COMP_CWORD=3"
                                + "; _complete_flipside-artifact; echo \"${COMPREPLY[@]}\"")
                .succeeds();
        assertThat(completed.out()).contains("validate", "--artifact-name");
    }

    @Test
    void aFullDiskBehindStandardOutputIsAnError() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full");
        bench.ours(Workbench.words("write rootfs-image -t d -n n -f hello.txt -o full.mender"))
                .succeeds();
        bash(Map.of(), ourJar.program() + " read full.mender > /dev/full").exits(1);
    }

    @Test
    void noProgressIsShownWhereNobodyWatches() {
        var outcome = bash(Map.of(), ourJar.program() + " write rootfs-image -t d -n n -f image -o quiet.mender");
        assertThat(outcome.succeeds().err()).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(ourJar.run("--version").succeeds().out())
                .isEqualTo("flipside-artifact " + System.getProperty("flipside.version") + "\n");
    }
}
