// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Outcome;
import io.flipside.artifact.tool.testing.Peer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that users run, where something is missing or full, and when somebody stops it. */
class HostileMachineIT {
    private static final long DEADLINE_SECONDS = 60;

    @TempDir
    private static Path directory;

    private static Peer ourJar;

    @BeforeAll
    static void prepare() throws IOException {
        ourJar = Peer.ourJar(directory);
        Files.writeString(directory.resolve("hello.txt"), "hello\n");
    }

    private static Outcome bash(String script) {
        return Peer.require("bash", "bash").runIn(directory, Map.of("TOOL", ourJar.program() + ""), "-c", script);
    }

    /** Runs a script as root of mount namespaces of its own, whose mounts vanish with it. */
    private static Outcome mounting(String script) {
        var unshare = Peer.require("unshare", "util-linux");
        boolean possible = unshare.run("-m", "true").exitCode() == 0;
        Assumptions.assumeTrue(possible || Peer.isCi(), "mount namespaces need root");
        return unshare.runIn(directory, Map.of("TOOL", ourJar.program() + ""), "-m", "bash", "-ec", script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat fs.mender:/etc/hello",
                "cp fs.mender:/etc/hello copy",
                "cp hello.txt fs.mender:/etc/hello",
                "install -m 644 hello.txt fs.mender:/etc/hello",
                "install -d fs.mender:/etc/more",
                "rm fs.mender:/etc/hello",
                "modify -n other fs.mender"
            })
    void withoutDebugfsTheUserLearnsWhatToInstall(String command) throws IOException {
        Files.createDirectories(directory.resolve("tree/etc/mender"));
        Files.writeString(directory.resolve("tree/etc/hello"), "hi");
        Peer.require("mke2fs", "e2fsprogs")
                .runIn(directory, Map.of(), "-F", "-q", "-t", "ext4", "-d", "tree", "fs.ext4", "1M")
                .succeeds();
        bash("$TOOL write rootfs-image -t d -n n -f fs.ext4 -o fs.mender").succeeds();
        var before = Files.readAllBytes(directory.resolve("fs.mender"));
        var outcome = mounting("mount --bind /dev/null \"$(PATH=$PATH:/usr/sbin:/sbin; readlink -f"
                + " \"$(command -v debugfs)\")\"; exec $TOOL " + command);
        assertThat(outcome.exits(1).err()).contains("debugfs is missing", "apt-get install e2fsprogs");
        assertThat(directory.resolve("fs.mender")).hasBinaryContent(before);
        assertThat(directory.resolve("copy")).doesNotExist();
        assertThat(directory).isDirectoryNotContaining("glob:**/.flipside*");
    }

    @Test
    void aFullDiskIsNamedAndNothingStaysOnIt() {
        var outcome = mounting(
                "mkdir -p full; mount -t tmpfs -o size=64k tmpfs full; head -c 1000000 /dev/urandom > big;"
                        + " rc=0; $TOOL write rootfs-image -t d -n n -f big -o full/o.mender || rc=$?; ls -A full; exit $rc");
        assertThat(outcome.exits(1).err())
                .contains("full/o.mender: No space left on device")
                .hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void onAFullDiskAnArtifactStaysAsItIs() {
        var outcome = mounting("echo hello > hello.txt; mkdir -p full; mount -t tmpfs -o size=64k tmpfs full;"
                + " $TOOL write module-image -T d -t d -n n -f hello.txt -o full/a.mender; cp full/a.mender copy.mender;"
                + " head -c 1000000 /dev/urandom 2> /dev/null > full/rest || true; rc=0; $TOOL modify -n two full/a.mender || rc=$?;"
                + " cmp full/a.mender copy.mender || rc=9; exit $rc");
        assertThat(outcome.exits(1).err()).contains("No space left on device; a change takes room", "--tmp");
    }

    @Test
    void aReadOnlyDirectoryIsNamed() {
        var outcome = mounting("mkdir -p ro; mount -t tmpfs -o ro tmpfs ro;"
                + " exec $TOOL write rootfs-image -t d -n n -f hello.txt -o ro/o.mender");
        assertThat(outcome.exits(2).err()).contains("ro is not writable").hasLineCount(1);
    }

    @Test
    void artifactsAndKeysMayComeThroughAPipe() {
        var openssl = "openssl ecparam -name prime256v1 -genkey -noout -out ec.key && openssl ec -in ec.key -pubout";
        bash(openssl + " -out ec.pub").succeeds();
        bash("$TOOL write rootfs-image -t d -n n -f hello.txt -o piped.mender -k <(cat ec.key) && cat piped.mender"
                        + " | $TOOL validate -k <(cat ec.pub) /dev/stdin && $TOOL read <(cat piped.mender)")
                .succeeds();
        bash("head -c 3000 piped.mender | $TOOL validate -k ec.pub /dev/stdin").exits(4);
    }

    @Test
    void neitherAHomeNorAWritableCurrentDirectoryIsNeeded() {
        bash("cd /proc && env -u HOME $TOOL write rootfs-image -t d -n n -f " + directory + "/hello.txt -o " + directory
                        + "/homeless.mender")
                .succeeds();
    }

    @Test
    void namesAreNotAsciiInBuildsWithoutALocale() {
        var script = Path.of(System.getProperty("flipside.root"), "artifact-api/tool/target/flipside-artifact");
        bash("export LC_ALL=C; " + script + " write rootfs-image -t d -n '\u00fc' -f hello.txt -o '\u00fc.mender'; "
                        + script + " read '\u00fc.mender' | grep -a 'Name: \u00fc' && rm '\u00fc.mender'")
                .succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void whoeverStopsItFindsTheOldArtifactAndNothingElse(String signal) throws Exception {
        var output = stoppedBy(signal, "stopped-" + signal);
        assertThat(output.resolve("o.mender")).hasContent("old");
        assertThat(files(output)).containsExactly("o.mender");
    }

    @Test
    void whoeverKillsItFindsTheOldArtifactAndAnUnfinishedFileThatSaysWhoseItIs() throws Exception {
        var output = stoppedBy("KILL", "killed");
        assertThat(output.resolve("o.mender")).hasContent("old");
        assertThat(files(output)).hasSize(2).anyMatch(name -> name.matches("\\.flipside-[0-9a-f]+\\.part"));
    }

    /** Stops the tool while it writes, and returns the directory in which it wrote. */
    private static Path stoppedBy(String signal, String name) throws IOException, InterruptedException {
        var output = Files.createDirectories(directory.resolve(name));
        Files.writeString(output.resolve("o.mender"), "old");
        var huge = directory.resolve("huge");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(64L << 30); // sparse; takes minutes
        }
        // Shells start what runs in the background with SIGINT ignored, and everything below inherits that.
        var command = List.of("env", "--default-signal=INT", ourJar.program() + "", "write", "rootfs-image");
        var arguments = List.of("-t", "d", "-n", "n", "-f", huge + "", "-o", output.resolve("o.mender") + "");
        var running = new ProcessBuilder(
                        Stream.concat(command.stream(), arguments.stream()).toList())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try {
            awaitUnfinishedFile(output, running);
            Peer.require("bash", "bash")
                    .run("-c", "kill -" + signal + " " + running.pid())
                    .succeeds();
            assertThat(running.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(running.exitValue()).isGreaterThan(128);
            return output;
        } finally {
            running.destroyForcibly();
            Files.deleteIfExists(huge);
        }
    }

    private static void awaitUnfinishedFile(Path output, Process running) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (files(output).size() < 2) {
            assertThat(running.isAlive())
                    .as(Files.readString(directory.resolve("log")))
                    .isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static List<String> files(Path output) throws IOException {
        try (var files = Files.list(output)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
