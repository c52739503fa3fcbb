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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines as recipes, conversion tools and documents have them, also for newer versions of mender-artifact. */
class WrittenByOthersTest {
    private static final String WRITE = "write module-image -T x -n n -f DIR/hello ";

    @TempDir
    private Path directory;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(directory.resolve("hello"), "hello\n");
        var scripts = Files.createDirectory(directory.resolve("scripts"));
        for (var name :
                new String[] {"ArtifactInstall_Enter_01_a", "ArtifactCommit_Leave_99", "ArtifactFailure_Enter_05"}) {
            Files.writeString(scripts.resolve(name), "#!/bin/sh\n");
        }
    }

    private Outcome run(String line) {
        var tool = new OurTool(Map.of("TMPDIR", directory.toString()));
        return tool.run(Stream.of(line.split(" "))
                .map(word -> word.replace("DIR", directory.toString()))
                .toArray());
    }

    private String read() {
        return run("read DIR/o.mender").succeeds().out();
    }

    @Test
    void aDirectoryOfScriptsIsAllOfThem() {
        run(WRITE + "-t d -s DIR/scripts -o DIR/o.mender").succeeds();
        assertThat(read())
                .containsSubsequence(
                        "ArtifactCommit_Leave_99", "ArtifactFailure_Enter_05", "ArtifactInstall_Enter_01_a");
    }

    @Test
    void whatIsNoScriptInADirectoryOfScriptsIsAnError() throws IOException {
        Files.writeString(directory.resolve("scripts/README"), "");
        assertThat(run(WRITE + "-t d -s DIR/scripts -o DIR/o.mender").exits(1).err())
                .contains("'README' is not the name of a state script");
    }

    @Test
    void scriptsAreAddedToAnArtifact() {
        run(WRITE + "-t d -s DIR/scripts/ArtifactCommit_Leave_99 -o DIR/o.mender")
                .succeeds();
        run("modify --script DIR/scripts/ArtifactFailure_Enter_05 DIR/o.mender").succeeds();
        assertThat(read())
                .contains("ArtifactCommit_Leave_99", "ArtifactFailure_Enter_05")
                .doesNotContain("ArtifactInstall");
    }

    @Test
    void aScriptThatIsThereAlreadyIsNotReplaced() throws IOException {
        run(WRITE + "-t d -s DIR/scripts/ArtifactCommit_Leave_99 -o DIR/o.mender")
                .succeeds();
        var before = Files.readAllBytes(directory.resolve("o.mender"));
        assertThat(run("modify -s DIR/scripts DIR/o.mender").exits(1).err())
                .contains("two state scripts are named 'ArtifactCommit_Leave_99'")
                .hasLineCount(1);
        assertThat(directory.resolve("o.mender")).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--compatible-types d -c e", "-compatible-types d -t e", "--device-type d --compatible-types=e"})
    void compatibleTypesAreDeviceTypes(String types) {
        run(WRITE + types + " -o DIR/o.mender").succeeds();
        assertThat(read()).contains("Compatible devices: '[d e]'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5119", "5119B", "5KB", "5.1kb", "0.005MB", "0"})
    void anArtifactThatIsLargerThanAllowedIsNotWritten(String size) {
        var outcome = run(WRITE + "-t d --max-artifact-size " + size + " -o DIR/o.mender");
        assertThat(outcome.exits(2).err()).contains("5120 bytes").hasLineCount(1);
        assertThat(directory).isDirectoryNotContaining("glob:**/*.{mender,part}");
    }

    @Test
    void anArtifactThatIsLargerThanAllowedLeavesTheFormerOne() {
        run(WRITE + "-t d -o DIR/o.mender").succeeds();
        run(WRITE + "-t other --max-artifact-size 1KB -o DIR/o.mender").exits(2);
        assertThat(read()).contains("'[d]'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5120", "5120b", "6kB", "1.5MB", "0.1GB", "999999999999999999TB", ""})
    void anArtifactThatIsAsLargeAsAllowedIsWritten(String size) {
        run(WRITE + "-t d --max-artifact-size=" + size + " --warn-artifact-size=" + size + " -o DIR/o.mender")
                .succeeds();
        assertThat(read()).contains("hello");
    }

    @Test
    void anArtifactThatIsLargerThanWantedIsWrittenWithAWarning() {
        var outcome = run(WRITE + "-t d --max-artifact-size 1GB --warn-artifact-size 1KB -o DIR/o.mender");
        assertThat(outcome.succeeds().err())
                .isEqualTo("warning: the artifact has 5120 bytes, more than the 1000 wanted\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5KiB", "KB", "-1", "1e3", "1,5MB"})
    void whatIsNoSizeIsNamed(String size) {
        assertThat(run(WRITE + "-t d --warn-artifact-size=" + size + " -o DIR/o.mender")
                        .exits(1)
                        .err())
                .contains("--warn-artifact-size", "'" + size + "' is no size");
        assertThat(directory.resolve("o.mender")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "/dev/stdout"})
    void standardOutputGetsTheSameBytesAsAFile(String output) throws IOException {
        run(WRITE + "-t d -o DIR/o.mender").succeeds();
        var printed = run(WRITE + "-t d -o " + output).succeeds();
        assertThat(directory.resolve("o.mender")).hasBinaryContent(printed.bytes());
        assertThat(directory).isDirectoryNotContaining("glob:**flipside*");
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void temporaryFilesGoWhereTheUserWantsThem() throws IOException {
        Files.createDirectory(directory.resolve("read"));
        var printed = new OurTool(Map.of("TMPDIR", "/none"))
                .run(
                        "--tmp",
                        directory.resolve("read"),
                        "write",
                        "bootstrap-artifact",
                        "-t",
                        "d",
                        "-n",
                        "n",
                        "-o",
                        "-");
        assertThat(printed.succeeds().bytes()).isNotEmpty();
        assertThat(directory.resolve("read")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modify --compression none DIR/o.mender",
                "cp DIR/hello DIR/o.mender:/hello",
                "install -d DIR/o.mender:/d",
                "rm DIR/o.mender:/d",
                "cat DIR/o.mender:/d",
                WRITE + "-t d -o -"
            })
    void aDirectoryForTemporaryFilesThatDoesNotExistIsNamed(String line) {
        run(WRITE + "-t d -o DIR/o.mender").succeeds();
        assertThat(run("--tmp DIR/none " + line).exits(1).err()).contains("--tmp: there is no directory " + directory);
    }

    @Test
    void standardOutputGetsNothingOfAnArtifactThatIsTooLarge() {
        assertThat(run(WRITE + "-t d --max-artifact-size 1KB -o -").exits(2).bytes())
                .isEmpty();
        assertThat(directory).isDirectoryNotContaining("glob:**flipside*");
    }

    @ParameterizedTest
    @CsvSource({
        "none,none",
        "gzip,gzip",
        "lzma,xz",
        "xz,xz",
        "zstd,zstd",
        "zstd_fastest,zstd",
        "zstd_fast,zstd",
        "zstd_better,zstd",
        "zstd_best,zstd",
        "'',gzip"
    })
    void everyNameOfACompressionIsKnown(String name, String compression) {
        run(WRITE + "-t d --compression=" + name + " -o DIR/o.mender").succeeds();
        assertThat(run("read --json DIR/o.mender").succeeds().out())
                .contains("\"compression\": \"" + compression + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "write module-image --frob 3 -o DIR/o.mender,there is no option --frob",
        "write module-image -T x -t d -n n -f DIR/hello --frob=3 -glub,'there are no options --frob=3, -glub'",
        "write module-image -T x -t d -n n -frob,there is no option -frob",
        "write rootfs-image --augment-type x,there is no option --augment-type",
        "read --frob,there is no option --frob",
        "read --frob x,there is no option --frob",
        "--frob read x,there is no option --frob",
        "write --frob,there is no option --frob",
        "modify --max-artifact-size 3,there is no option --max-artifact-size"
    })
    void anUnknownOptionIsNamedAlsoIfAnotherIsMissing(String line, String message) {
        assertThat(run(line).exits(1).err()).startsWith(message + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"write rootfs-image", "write", "sign", "completion", "help"})
    void helpOfACommandIsWhatItsOptionShows(String command) {
        var help = run("help " + command).succeeds().out();
        assertThat(help)
                .startsWith("Usage: flipside-artifact " + command)
                .isEqualTo(run(command + " --help").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"help frob", "help write frob", "help read frob"})
    void helpOfWhatIsNoCommandIsAnError(String line) {
        assertThat(run(line).exits(3).err()).isEqualTo("there is no such command: " + line.substring(5) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "validate", "sign", "dump", "cat", "completion", "help"})
    void anOptionThatDoesNothingIsNotOffered(String command) {
        assertThat(run(command + " --help").succeeds().out()).doesNotContain("--compression", "--no-progress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"write rootfs-image", "modify", "cp", "install", "rm"})
    void anOptionThatDoesSomethingIsOffered(String command) {
        assertThat(run(command + " --help").succeeds().out()).contains("--compression", "--no-progress");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"read --no-progress", "--compression none read", "validate --no-progress --compression gzip"})
    void anOptionThatDoesNothingIsTakenAllTheSame(String command) {
        run(WRITE + "-t d -o DIR/o.mender").succeeds();
        run(command + " DIR/o.mender").succeeds();
    }
}
