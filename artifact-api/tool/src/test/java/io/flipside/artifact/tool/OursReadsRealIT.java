// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** We read everything that mender-artifact writes, and can write it again. */
class OursReadsRealIT {
    @TempDir
    private static Path directory;

    private static Workbench bench;

    @BeforeAll
    static void prepare() throws IOException {
        bench = new Workbench(directory);
    }

    static List<String> generators() {
        return Stream.concat(
                        Stream.of("none", "gzip", "lzma")
                                .map(how -> "--compression " + how + " write rootfs-image -t dev1 -n r -f image"),
                        Stream.of(
                                "write rootfs-image -v 2 -t dev1 -n r2 -f image",
                                "write rootfs-image -v 2 -t dev1 -t dev2 -n r2 -f image -s ArtifactCommit_Leave_99 -k ec.key",
                                "write module-image -T my-mod -t dev1 -t dev2 -n m -f hello.txt -f b -m meta.json"
                                        + " -s ArtifactInstall_Enter_01_x -N rel1 -N rel0 -G g1 -g gz -p k:v -d dep:v"
                                        + " --clears-provides zz.* --software-filesystem data --software-name app"
                                        + " --software-version 1.2.3 -k rsa.key",
                                "write module-image -T inner -t dev1 -n aug -f hello.txt --augment-type outer"
                                        + " --augment-file b --augment-meta-data meta.json --augment-depends k:v"
                                        + " --augment-provides ap:av -k ec.key",
                                "write bootstrap-artifact -t dev1 -n boot -p rootfs-image.version:boot"
                                        + " --clears-provides rootfs-image.*",
                                "write bootstrap-artifact -t dev1 -n boot",
                                "write module-image -T nopay -t dev1 -n nopay --no-default-software-version"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("generators")
    void readsTheSameText(String generator) {
        bench.real(Workbench.words(generator, "-o r.mender")).succeeds();
        assertThat(bench.ours("read", "r.mender").succeeds().out()).isEqualTo(bench.realText("r.mender"));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void findsItValid(String generator) {
        bench.real(Workbench.words(generator, "-o r.mender")).succeeds();
        var key = generator.contains(" -k ") ? generator.replaceAll(".* -k (\\w+)\\.key.*", "-k $1.pub") : "";
        bench.ours(Workbench.words("validate", key, "r.mender")).succeeds();
        assertThat(bench.ours(Workbench.words("validate", "-k other.pub", "r.mender"))
                        .exitCode())
                .isEqualTo(4);
    }

    static List<String> generatorsWithoutAugment() {
        return generators().stream()
                .filter(generator -> !generator.contains("augment"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("generatorsWithoutAugment")
    void writesWhatWasDumpedAsTheSameArtifact(String generator) throws IOException {
        bench.real(Workbench.words(generator, "-o r.mender")).succeeds();
        var dump = Files.createTempDirectory(directory, "dump");
        var printed = bench.ours(
                        "dump", "--files", dump, "--scripts", dump, "--meta-data", dump, "--print0-cmdline", "r.mender")
                .succeeds()
                .out();
        bench.ours(Stream.concat(Stream.of(printed.split("\0")), Stream.of("-o", "again.mender"))
                        .toArray())
                .succeeds();
        bench.real("validate", "again.mender").succeeds();
        assertThat(unsigned(bench.realText("again.mender"))).isEqualTo(unsigned(bench.realText("r.mender")));
    }

    private static String unsigned(String text) {
        return Workbench.withoutTimes(text).replaceFirst("Signature: .*", "");
    }

    @Test
    void dumpsTheSameFilesAndCommandLine() throws IOException {
        bench.real(Workbench.words(
                        "write module-image -T my-mod -t dev1 -n m -f hello.txt -f b -m meta.json -N rel1 -g gz"
                                + " -s ArtifactInstall_Enter_01_x -p k:v -d dep:v --clears-provides zz.* -o d.mender"))
                .succeeds();
        var options = Workbench.words("dump --files D --scripts D --meta-data D --print-cmdline d.mender");
        var real = bench.real(replaced(options, "D", "real")).succeeds().out();
        var ours = bench.ours(replaced(options, "D", directory.resolve("ours").toString()))
                .succeeds()
                .out();
        assertThat(arguments(ours.replace(directory + "/ours/", "real/"))).isEqualTo(arguments(real));
        try (var files = Files.list(directory.resolve("real"))) {
            for (var file : files.toList()) {
                assertThat(directory.resolve("ours").resolve(file.getFileName()))
                        .hasSameBinaryContentAs(file);
            }
        }
    }

    private static List<String> arguments(String line) {
        return Stream.of(line.strip().split(" ")).sorted().toList();
    }

    private static Object[] replaced(Object[] words, String from, String to) {
        return Stream.of(words).map(word -> word.equals(from) ? to : word).toArray();
    }
}
