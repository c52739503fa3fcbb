// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.artifact.tool.testing.ImageBench;
import io.flipside.artifact.tool.testing.Peer;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every command that writes twice on the same input, in other places, at another time and with other times on the
 * files, and compares all bytes. What begins with @ is an input, or where output goes.
 */
class DeterminismIT {
    private static final String ROOTFS = "write rootfs-image -t d -n n -f @fs.ext4 -o @a.mender ";
    private static final String MODULE = "write module-image -T dir -t d -n n -f @hello.txt -f @b -o @a.mender ";

    private static final List<String> COMMANDS = List.of(
            ROOTFS,
            "--compression lzma " + ROOTFS,
            "--compression zstd_better " + ROOTFS,
            "--compression none " + ROOTFS,
            ROOTFS + "-s @ArtifactInstall_Enter_01_x -k @rsa.key",
            ROOTFS + "-k @ec.key",
            "write rootfs-image -t d -n n -f @fs.ext4 -o -",
            "write rootfs-image -t d -n n -f @disk.img -o @a.mender",
            "write rootfs-image -t d -n n -f @disk.img --partition 1 -o @a.mender",
            MODULE + "-m @meta.json -p k:v -d k:v --clears-provides k.*",
            MODULE + "--augment-type dir --augment-file @meta.json",
            "write bootstrap-artifact -t d -n n -p k:v -o @a.mender",
            "sign -k @rsa.key @module.mender",
            "sign -k @ec.key @module.mender",
            "sign -k @ec.key -f -o @b.mender @signed.mender",
            "modify -n two @module.mender",
            "modify -n two -k @ec.key @rootfs.mender",
            "modify --script @ArtifactInstall_Enter_01_x --compression lzma @rootfs.mender",
            "cp @hello.txt @rootfs.mender:/etc/new",
            "cp -k @rsa.key @hello.txt @rootfs.mender:/etc/os-release",
            "cp @hello.txt @journal.mender:/etc/new",
            "cp @hello.txt @disk.mender:/etc/new",
            "install -m 755 @b @rootfs.mender:/usr/bin",
            "install -d @rootfs.mender:/a/b/c",
            "rm @rootfs.mender:/usr/lib/os-release",
            "rm -r @rootfs.mender:/usr",
            "cp @hello.txt @fs.ext4:/etc/new",
            "cp @hello.txt @journal.ext4:/etc/new",
            "install -m 600 @hello.txt @disk.img:/etc/new",
            "rm @disk.img:/etc/os-release",
            "modify -n two @fs.ext4",
            "cat @disk.img:/etc/os-release",
            "cp @rootfs.mender:/etc/os-release @out",
            "dump --files @files --scripts @scripts --meta-data @meta @signed.mender",
            "read @signed.mender",
            "completion");

    /** Those that write nothing. */
    private static final Set<String> OTHERS = Set.of("validate", "help");

    private static final Pattern INPUT = Pattern.compile("@([A-Za-z0-9_.-]+)");

    @TempDir
    private static Path directory;

    private static Workbench bench;
    private static final Map<String, Map<String, String>> FIRST = new TreeMap<>();
    private static final Map<String, Map<String, String>> SECOND = new TreeMap<>();

    @BeforeAll
    static void runAllTwice() throws IOException {
        var images = ImageBench.withBase(directory);
        bench = images.bench();
        images.fromBase("fs.ext4");
        images.fromBase("journal.ext4");
        images.leaveInJournal("journal.ext4", "/etc");
        disk();
        for (var image : List.of("fs.ext4", "journal.ext4", "disk.img")) {
            // As it is: our own tool would pack only a partition of the disk.
            var name = image.equals("fs.ext4") ? "rootfs" : image.substring(0, image.indexOf('.'));
            bench.real("write", "rootfs-image", "-t", "d", "-n", "n", "-f", image, "-o", name + ".mender")
                    .succeeds();
        }
        bench.ours(Workbench.words("write module-image -T dir -t d -n n -f hello.txt -o module.mender"))
                .succeeds();
        bench.ours(Workbench.words("write rootfs-image -t d -n n -f image -s ArtifactCommit_Leave_99 -k ec.key -o"
                        + " signed.mender"))
                .succeeds();
        long began = System.currentTimeMillis();
        runAll("first", FIRST);
        while (System.currentTimeMillis() < began + 2000) {
            Thread.onSpinWait(); // until the clock shows another time
        }
        runAll("second", SECOND);
    }

    static List<String> commands() {
        return COMMANDS;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theSameInputGivesTheSameBytes(String command) {
        assertThat(SECOND.get(command)).isNotEmpty().isEqualTo(FIRST.get(command));
    }

    @Test
    void noCommandIsForgotten() {
        var listed = Pattern.compile("^  ([a-z]+) {2,}", Pattern.MULTILINE);
        var commands = Stream.of("", "write")
                .flatMap(above -> listed.matcher(
                                bench.ours(Workbench.words("help " + above)).out())
                        .results()
                        .map(line -> line.group(1)))
                .filter(name -> !OTHERS.contains(name))
                .toList();
        assertThat(commands).contains("write", "sign", "dump");
        for (var name : commands) {
            assertThat(COMMANDS).anyMatch(command -> (" " + command + " ").contains(" " + name + " "));
        }
    }

    private static void runAll(String round, Map<String, Map<String, String>> results) throws IOException {
        for (int i = 0; i < COMMANDS.size(); i++) {
            var place = Files.createDirectories(directory.resolve(round).resolve("" + i));
            results.put(COMMANDS.get(i), run(COMMANDS.get(i), place));
        }
    }

    /** What lies there afterwards, and what was printed. */
    private static Map<String, String> run(String command, Path place) throws IOException {
        for (var input : INPUT.matcher(command).results().toList()) {
            var source = bench.path(input.group(1));
            var copy = place.resolve(input.group(1));
            if (Files.exists(source) && !Files.exists(copy)) {
                Files.copy(source, copy);
                Files.setLastModifiedTime(copy, FileTime.fromMillis(1000L * place.hashCode()));
            }
        }
        var words = INPUT.matcher(command).replaceAll(place + "/$1");
        var printed = bench.ours(Workbench.words(words)).succeeds().out();
        var found = new TreeMap<String, String>(Map.of("printed", printed.replace(place + "", "")));
        try (var files = Files.walk(place)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                found.put(place.relativize(file) + "", Sha256Calculator.of(file).hex());
            }
        }
        return found;
    }

    /** Two systems that are equal, each of 16 MiB. */
    private static void disk() throws IOException {
        var system = Files.readAllBytes(bench.path("fs.ext4"));
        try (var file = new RandomAccessFile(bench.path("disk.img").toFile(), "rw")) {
            file.setLength(34L << 20);
            file.seek(1 << 20);
            file.write(system);
            file.seek(17 << 20);
            file.write(system);
        }
        Peer.require("parted", "parted")
                .run(Stream.concat(
                                Stream.of("-s", "-a", "none", bench.path("disk.img")),
                                Stream.of(Workbench.words(
                                        "mklabel msdos mkpart primary 1MiB 17MiB mkpart primary 17MiB 33MiB")))
                        .toArray())
                .succeeds();
    }
}
