// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** mender-artifact validates and reads everything that we write. */
class RealToolReadsOursIT {
    private static final String EVERYTHING =
            "module-image -T my-mod -t dev1 -t dev2 -n m -f hello.txt -f b -m meta.json"
                    + " -s ArtifactInstall_Enter_01_x -s ArtifactCommit_Leave_99 -N rel1 -N rel0 -G g1 -G g2 -g gz -p k:v -p x.y:a:b"
                    + " -d dep:v --clears-provides zz.* --software-filesystem data --software-name app --software-version 1.2.3";
    private static final List<String> KINDS = List.of(
            "rootfs-image -t dev1 -n rel1 -f image",
            "rootfs-image -t dev1 -n rel1 -f image -v 2",
            "rootfs-image -t dev1 -n rel1 -f image -s ArtifactInstall_Enter_01_x",
            "module-image -T single-file -t dev1 -n mod1 -f hello.txt",
            "module-image -T none -t dev1 -n mod1",
            "bootstrap-artifact -t dev1 -n boot -p rootfs-image.version:boot --clears-provides rootfs-image.*",
            EVERYTHING);

    @TempDir
    private static Path directory;

    private static Workbench bench;

    @BeforeAll
    static void prepare() throws IOException {
        bench = new Workbench(directory);
    }

    static Stream<Arguments> matrix() {
        return KINDS.stream().flatMap(kind -> Stream.of("none", "gzip", "lzma")
                .flatMap(compression -> Stream.of("", "rsa", "ec").map(key -> Arguments.of(compression, key, kind))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("matrix")
    void isValidForTheRealTool(String compression, String key, String kind) {
        write(compression, key, kind);
        bench.real(
                        key.isEmpty()
                                ? Workbench.words("validate o.mender")
                                : Workbench.words("validate -k", key + ".pub o.mender"))
                .succeeds();
        if (!key.isEmpty()) {
            bench.real("validate", "-k", "other.pub", "o.mender").exits(4);
            bench.real("validate", "o.mender").exits(4);
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("matrix")
    void meansTheSameToBothTools(String compression, String key, String kind) {
        write(compression, key, kind);
        bench.real(Workbench.words("--compression", compression, "write", kind, "-o r.mender", signed(key)))
                .succeeds();
        var real = bench.realText("r.mender");
        assertThat(Workbench.withoutTimes(sorted(bench.realText("o.mender"))))
                .isEqualTo(Workbench.withoutTimes(sorted(real)));
        assertThat(sorted(bench.ours("read", "r.mender").succeeds().out())).isEqualTo(sorted(real));
    }

    private static void write(String compression, String key, String kind) {
        bench.ours(Workbench.words("--compression", compression, "write", kind, "-o o.mender", signed(key)))
                .succeeds();
    }

    private static String signed(String key) {
        return key.isEmpty() ? "" : "-k " + key + ".key";
    }

    /** mender-artifact stores scripts in an order that differs from run to run. */
    private static String sorted(String text) {
        return String.join("\n", text.lines().sorted().toList());
    }
}
