// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.OurTool;
import io.flipside.artifact.tool.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What build scripts rely on: exit codes, and that success means that something was written. */
class ExitCodesTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(directory.resolve("hello.txt"), "hello\n");
        Files.writeString(directory.resolve("list.json"), "[1]");
        Files.writeString(directory.resolve("h\u00e9.txt"), "hello\n");
        Files.writeString(directory.resolve("foo.sh"), "#!/bin/sh\n");
    }

    private Outcome run(String line) {
        return new OurTool()
                .run(Stream.of(line.split(" "))
                        .map(word -> word.replace('~', ' ').replace("DIR", directory.toString()))
                        .toArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write rootfs-image -t d -n a~blank -f DIR/hello.txt",
                "write module-image -T x -t d -n n -v 2 -f DIR/hello.txt",
                "write module-image -T x -t d -n n -v 4 -f DIR/hello.txt",
                "write module-image -T x -t d -n n -f DIR/none",
                "write module-image -T x -t d -n n -f DIR",
                "write module-image -T x -t d -n n -f /dev/null",
                "write module-image -T x -t d -n n -f DIR/hello.txt -f DIR/hello.txt",
                "write module-image -T x -t d -n n -f DIR/h\u00e9.txt",
                "write module-image -T x -t d -n n -p nocolon -f DIR/hello.txt",
                "write module-image -T x -t d -n n -s DIR/foo.sh -f DIR/hello.txt",
                "write module-image -T x -t d -n n -s DIR/none -f DIR/hello.txt",
                "write module-image -T x -t d -n n -m DIR/list.json -f DIR/hello.txt",
                "write module-image -T x -t d -n n -m DIR/hello.txt -f DIR/hello.txt",
                "write module-image -T x -t d -n n -p device_type:x -f DIR/hello.txt",
                "write module-image -T x -t d -n n --compression brotli -f DIR/hello.txt",
                "write module-image -T x -t d -n n -k DIR/hello.txt -f DIR/hello.txt",
                "write module-image -T x -t d -n n --augment-provides y:z -f DIR/hello.txt",
                "write rootfs-image -t d -n n -f ssh://root@device",
                "write rootfs-image -t d -n n -v 2 -p k:v -f DIR/hello.txt",
                "write bootstrap-artifact -t d -n n -v 2",
                "write rootfs-image -t d -n n -f DIR/hello.txt surplus"
            })
    void whatCannotBeWrittenEndsWithOneAndNoFile(String line) {
        assertThat(run(line + " -o DIR/o.mender").exits(1).err()).isNotBlank();
        assertThat(directory.resolve("o.mender")).doesNotExist();
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write",
                "write rootfs-image",
                "write rootfs-image -t d",
                "validate",
                "read",
                "sign",
                "modify",
                "dump",
                "cat",
                "cp x",
                "rm",
                "read --nonsense x",
                "sign -k k none.mender",
                "modify -n x none.mender"
            })
    void misuseEndsWithOne(String line) {
        assertThat(run(line).exits(1).err()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"read none.mender", "validate none.mender", "dump none.mender", "frobnicate", "write frobnicate"
            })
    void whatDoesNotExistEndsWithThree(String line) {
        assertThat(run(line).exits(3).err()).isNotBlank();
    }

    @Test
    void outputInADirectoryThatDoesNotExistEndsWithTwo() {
        assertThat(run("write rootfs-image -t d -n n -f DIR/hello.txt -o DIR/none/o.mender")
                        .exits(2)
                        .err())
                .contains("none");
    }

    @Test
    void aBadArtifactEndsWithOneForReadAndFourForValidateAndDump() {
        run("read DIR/hello.txt").exits(1);
        run("validate DIR/hello.txt").exits(4);
        run("dump DIR/hello.txt").exits(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--compression none write rootfs-image",
                "write --compression none rootfs-image",
                "write rootfs-image --compression none --no-progress",
                "write rootfs-image -compression=none --no-progress",
                "write rootfs-image --compression=none"
            })
    void theCompressionStandsBeforeOrAfterTheCommand(String line) {
        run(line + " -t d --n n -device-type e -f DIR/hello.txt --output-path=DIR/o.mender")
                .succeeds();
        assertThat(run("read --json DIR/o.mender").out()).contains("\"compression\": \"none\"", "\"e\"");
    }

    @Test
    void withoutCommandTheHelpIsShown() {
        assertThat(new OurTool().run().succeeds().out()).contains("Usage:", "write", "validate", "completion");
        assertThat(run("help").succeeds().out()).contains("Usage:", "write");
        assertThat(run("help sign").succeeds().out()).contains("--key");
    }

    @Test
    void aNameThatBeginsWithAnAtSignIsNoListOfArguments() {
        run("write module-image -T x -t @DIR/hello.txt -n @DIR/hello.txt -f DIR/hello.txt -o DIR/o.mender")
                .succeeds();
        assertThat(run("read DIR/o.mender").out()).contains("Name: @" + directory);
    }

    @Test
    void zstdIsWrittenAndRead() {
        run("write module-image --compression zstd_best -T x -t d -n n -f DIR/hello.txt -o DIR/o.mender")
                .succeeds();
        run("validate DIR/o.mender").succeeds();
    }

    @Test
    void aTimeStampThatIsNoneIsRefused() {
        var tool = new OurTool(Map.of("SOURCE_DATE_EPOCH", "yesterday"));
        var outcome = tool.run(
                "write",
                "rootfs-image",
                "-t",
                "d",
                "-n",
                "n",
                "-f",
                directory.resolve("hello.txt"),
                "-o",
                directory.resolve("o.mender"));
        assertThat(outcome.exits(1).err()).contains("SOURCE_DATE_EPOCH");
    }
}
