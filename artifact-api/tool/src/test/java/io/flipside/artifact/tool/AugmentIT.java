// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Augment sections that we write mean the same as those of the real tool. */
class AugmentIT {
    private static final String ORIGINAL =
            "write module-image -T inner -t dev1 -n aug -f hello.txt -p a:b -p c:d -d k:v"
                    + " -m meta.json -s ArtifactCommit_Leave_99 -g group -N former ";
    private static final String SECTION = "--augment-type outer --augment-file b --augment-provides a:z"
            + " --augment-provides e:f --augment-depends k:w --augment-depends l:m --augment-meta-data flat.json ";

    @TempDir
    private static Path directory;

    private static Workbench bench;

    @BeforeAll
    static void prepare() throws IOException {
        bench = new Workbench(directory);
        Files.writeString(directory.resolve("flat.json"), "{\"b\":\"other\",\"new\":1}");
        // mender-artifact 3.9 merges no meta-data with lists of lists or objects.
        Files.writeString(directory.resolve("meta.json"), "{\"b\":\"c\",\"list\":[1,2]}");
    }

    static Stream<Arguments> matrix() {
        return Stream.of(
                        "",
                        SECTION,
                        "--augment-type outer",
                        "--augment-type outer --augment-file b --augment-file image")
                .flatMap(section -> Stream.of("none", "gzip", "lzma").flatMap(compression -> Stream.of("", "-k ec.key")
                        .map(key -> Arguments.of(section, compression, key))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("matrix")
    void meansTheSameToBothTools(String section, String compression, String key) {
        var command = ORIGINAL + section + " " + key + " --compression " + compression;
        bench.ours(Workbench.words(command, "-o o.mender")).succeeds();
        bench.real(Workbench.words(command, "-o r.mender")).succeeds();
        bench.real(Workbench.words("validate", key.replace(".key", ".pub"), "o.mender"))
                .succeeds();
        var real = Workbench.withoutTimes(bench.realText("r.mender"));
        assertThat(Workbench.withoutTimes(bench.realText("o.mender"))).isEqualTo(real);
        assertThat(Workbench.withoutTimes(bench.ours("read", "o.mender").out())).isEqualTo(real);
    }

    @Test
    void aSignatureAddedLaterLeavesTheSection() {
        bench.ours(Workbench.words(ORIGINAL, SECTION, "-o s.mender")).succeeds();
        bench.ours(Workbench.words("sign -k rsa.key s.mender")).succeeds();
        bench.real(Workbench.words("validate -k rsa.pub s.mender")).succeeds();
        assertThat(bench.realText("s.mender")).contains("Type:   outer");
    }

    @Test
    void thePatternsOfTheSectionReplaceTheOthers() {
        bench.ours(Workbench.words(ORIGINAL, "--augment-type outer --augment-clears-provides x.* -o c.mender"))
                .succeeds();
        assertThat(bench.realText("c.mender")).contains("Clears Provides: [\"x.*\"]");
    }

    @Test
    void theCommandLineOfADumpSaysThatTheSectionIsNoneAnyMore() {
        bench.real(Workbench.words(ORIGINAL, SECTION, "-o d.mender")).succeeds();
        assertThat(bench.ours(Workbench.words("dump --print-cmdline d.mender"))
                        .succeeds()
                        .err())
                .contains("augment section");
    }

    @ParameterizedTest
    @CsvSource({
        "--augment-file b,needs a type",
        "--augment-provides a:b,needs a type",
        "--augment-depends a:b,needs a type",
        "--augment-clears-provides a,needs a type",
        "--augment-meta-data flat.json,needs a type",
        "--augment-type= --augment-file b,needs a type",
        "--augment-type outer --augment-file hello.txt,two payload files are named 'hello.txt'",
        "--augment-type outer --augment-file none,payload file does not exist",
        "--augment-type outer --augment-provides device_type:d,'device_type' cannot be provided",
        "--augment-type outer --augment-meta-data b,no JSON object",
        "--augment-type outer --augment-provides nocolon,not of the form KEY:VALUE"
    })
    void whatIsNoSectionIsRefused(String section, String message) {
        assertThat(bench.ours(Workbench.words(ORIGINAL, section, "-o no.mender"))
                        .exits(1)
                        .err())
                .contains(message);
        assertThat(directory.resolve("no.mender")).doesNotExist();
    }
}
