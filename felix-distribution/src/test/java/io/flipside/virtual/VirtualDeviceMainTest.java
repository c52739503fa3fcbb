// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualDeviceMainTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--server|http://a b",
                "--server|htp://a",
                "--server|http://",
                "--server|http://a\nb",
                "--type|virtual",
                "--server|http://a|--mac|$(reboot)",
                "--server|http://a|--type|two words",
                "--server|http://a|--certificate|/nowhere/ca.pem",
                "--server",
                "--frobnicate"
            })
    void whatNoDeviceCanBeMadeOfIsRefusedInOneLine(String line) {
        assertThatThrownBy(() -> VirtualDeviceMain.parse(List.of(line.split("\\|", -1))))
                .isInstanceOf(IOException.class)
                .message()
                .endsWith("; see --help")
                .doesNotContain("\n");
    }

    @Test
    void whatDeadProcessesLeftIsDeletedAtTheNextStart() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path left = Files.createDirectories(directory.resolve("virtual-device-" + ended.pid()));
        Files.createFile(left.resolve("slot-a.img"));
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        Path used = Files.createDirectory(directory.resolve("virtual-device-" + parent));
        Path before = Files.createDirectory(
                directory.resolve("virtual-device-" + ProcessHandle.current().pid()));
        Files.createFile(before.resolve("of another process with this id"));
        Path other = Files.createDirectory(directory.resolve("demo-" + ended.pid()));

        Path fresh = ProcessDirectory.create(directory, "virtual-device-");

        assertThat(fresh).isEmptyDirectory();
        assertThat(left).doesNotExist();
        assertThat(List.of(used, other)).allMatch(Files::isDirectory);
    }
}
