// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever options are left out, both tools fill in the same. */
class SameDefaultsIT {
    @TempDir
    private static Path directory;

    private static Workbench bench;

    @BeforeAll
    static void prepare() throws IOException {
        bench = new Workbench(directory);
    }

    static Stream<Arguments> options() {
        return Stream.of("rootfs-image", "module-image -T tt").flatMap(kind -> Stream.of(
                        "",
                        "--software-filesystem F",
                        "--software-name S",
                        "--software-version V",
                        "--software-filesystem F --software-name S",
                        "--software-filesystem F --software-version V",
                        "--software-name S --software-version V",
                        "--software-filesystem F --software-name S --software-version V",
                        "--software-filesystem rootfs-image",
                        "--no-default-software-version",
                        "--no-default-software-version --clears-provides x",
                        "--no-default-software-version --software-name S",
                        "--no-default-software-version --software-version V",
                        "--no-default-software-version --software-filesystem F --software-version V",
                        "--no-default-software-version -p a:b",
                        "--no-default-clears-provides",
                        "--no-default-clears-provides --clears-provides x",
                        "-p rootfs-image.version:Q -p rootfs-image.tt.version:R -p other:X",
                        "--clears-provides rootfs-image.* --clears-provides rootfs-image.tt.*",
                        "-d a:b -d a:c -N x -N x -G g -g h -d x.y:a:b -d l:",
                        "-n second-name-wins -g one -g two")
                .map(more -> Arguments.of(kind, more)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("options")
    void theSameIsFilledIn(String kind, String more) {
        compare(kind, more);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--no-checksum-provide",
                "--legacy-rootfs-image-checksum",
                "--legacy-rootfs-image-checksum --no-checksum-provide",
                "--no-default-software-version --no-checksum-provide --no-default-clears-provides",
                "-p rootfs-image.checksum:given"
            })
    void theSameChecksumIsProvided(String more) {
        compare("rootfs-image", more);
    }

    private static void compare(String kind, String more) {
        var command = Workbench.words("write", kind, "-t dev1 -n rel1 -f hello.txt", more, "-o");
        bench.real(with(command, "r.mender")).succeeds();
        bench.ours(with(command, "o.mender")).succeeds();
        assertThat(Workbench.withoutTimes(bench.realText("o.mender")))
                .isEqualTo(Workbench.withoutTimes(bench.realText("r.mender")));
    }

    private static Object[] with(Object[] command, String output) {
        return Stream.concat(Stream.of(command), Stream.of(output)).toArray();
    }
}
