// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FwEnvConfigTest {
    @TempDir
    Path directory;

    @Test
    void linesAreReadAsTheToolsReadThem() throws IOException {
        assertThat(read("# comment\n\n/dev/mmcblk0 0x80000 0x4000\n /dev/mmcblk0\t589824 4000 0x200 8\n"))
                .containsExactly(
                        new EnvironmentCopy(Path.of("/dev/mmcblk0"), 0x80000, 0x4000),
                        new EnvironmentCopy(Path.of("/dev/mmcblk0"), 589824, 0x4000));
    }

    @Test
    void aNegativeOffsetCountsFromTheEnd() throws IOException {
        Path disk = directory.resolve("disk");
        Files.write(disk, new byte[0x1000]);
        EnvironmentCopy copy = read(disk + " -0x400 0x400").get(0);
        copy.write(new byte[] {1, 2, 3});
        assertThat(Files.readAllBytes(disk)).hasSize(0x1000).containsSequence(1, 2, 3);
        assertThat(Files.readAllBytes(disk)[0xc00]).isEqualTo((byte) 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', one or two",
        "/dev/a 0 0x400|/dev/a 0x400 0x400|/dev/a 0x800 0x400, one or two",
        "/dev/a 0 0x400|/dev/a 0x400 0x800, differ in size",
        "/dev/a 0x400 0x400|/dev/a 0x400 0x400, overlap",
        "/dev/a 0 0x400|/dev/a 0x200 0x400, overlap",
        "/dev/a 0x400, is not",
        "/dev/a zero 0x400, zero",
        "/dev/a 0 0x7fffffff, 2147483647",
        "/dev/mtd0 0 0x400, raw flash",
    })
    void otherThingsAreRefused(String lines, String why) {
        assertThatThrownBy(() -> read(lines.replace('|', '\n')))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private List<EnvironmentCopy> read(String text) throws IOException {
        return FwEnvConfig.read(Files.writeString(directory.resolve("fw_env.config"), text));
    }
}
