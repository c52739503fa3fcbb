// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.OurTool;
import io.flipside.artifact.tool.testing.Outcome;
import io.flipside.artifact.tool.testing.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No input is destroyed, every output name works, and a bad input is named together with the place that is bad. */
class InputsAndOutputsTest {
    private static final String SCRIPT = "ArtifactInstall_Enter_01";

    @TempDir
    private Path directory;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(path("hello"), "hello\n");
        Files.writeString(path("meta.json"), "{}");
        Files.writeString(path(SCRIPT), "#!/bin/sh\n");
        Peer.require("openssl", "openssl")
                .runIn(directory, Map.of(), "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key")
                .succeeds();
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private Outcome write(Path output, Object... more) {
        var arguments = new ArrayList<Object>(List.of("write", "module-image", "-T", "x", "-t", "d", "-n", "n"));
        arguments.addAll(List.of("-f", path("hello"), "-o", output));
        arguments.addAll(List.of(more));
        return new OurTool().run(arguments.toArray());
    }

    private Outcome writeFromAll(Path output) {
        return write(output, "-m", path("meta.json"), "-s", path(SCRIPT), "-k", path("key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "meta.json", SCRIPT, "key"})
    void anOutputThatIsAnInputIsRefusedUnderWhateverName(String input) throws IOException {
        var before = Files.readAllBytes(path(input));
        Files.createSymbolicLink(path("symbolic"), path(input));
        Files.createLink(path("hard"), path(input));
        for (var output : List.of(path(input), directory.resolve("./" + input), path("symbolic"), path("hard"))) {
            assertThat(writeFromAll(output).exits(1).err()).contains("would replace the input", input);
        }
        assertThat(path(input)).hasBinaryContent(before);
    }

    @Test
    void aKeyIsNotReplacedByTheArtifactThatItSigns() throws IOException {
        write(path("o.mender")).succeeds();
        var before = Files.readAllBytes(path("key"));
        var outcome = new OurTool().run("sign", "-k", path("key"), path("o.mender"), "-o", path("key"));
        assertThat(outcome.exits(1).err()).contains("would replace the input");
        assertThat(path("key")).hasBinaryContent(before);
    }

    @Test
    void anArtifactIsNotReplacedByAFileFromItsImage() throws IOException {
        write(path("o.mender")).succeeds();
        var before = Files.readAllBytes(path("o.mender"));
        var outcome = new OurTool().run("cp", path("o.mender") + ":/etc/passwd", path("o.mender"));
        assertThat(outcome.exits(1).err()).contains("would replace the input");
        assertThat(path("o.mender")).hasBinaryContent(before);
    }

    @ParameterizedTest
    @CsvSource({"a,255", "\u00fc,127", "\u20ac,85"})
    void namesMayBeAsLongAsTheFileSystemAllows(String letter, int times) {
        var output = path(letter.repeat(times));
        writeFromAll(output).succeeds();
        new OurTool().run("sign", "-f", "-k", path("key"), output).succeeds();
        new OurTool().run("modify", "-n", "other", output).succeeds();
        new OurTool().run("modify", "--compression", "none", output).succeeds();
        new OurTool().run("validate", output).succeeds();
        assertThat(write(path(letter.repeat(times + 1))).exits(1).err()).contains("File name too long");
        assertThat(directory).isDirectoryNotContaining("glob:**/.flipside*");
    }

    @Test
    void aPayloadFileMayHaveTheLongestName() throws IOException {
        var payload = Files.writeString(path("p".repeat(255)), "x");
        write(path("o.mender"), "-f", payload).succeeds();
        new OurTool().run("modify", "--compression", "none", path("o.mender")).succeeds();
        new OurTool().run("dump", "--files", path("dumped"), path("o.mender")).succeeds();
        assertThat(path("dumped").resolve(payload.getFileName())).hasContent("x");
    }

    @Test
    void anEmptyOutputNameIsNone() {
        // The default is in the current directory: a directory of that name would be an error, any other name a file.
        assertThat(new OurTool()
                        .run("write", "module-image", "-T", "x", "-t", "d", "-n", "n", "-f", path("none"), "-o", "")
                        .exits(1)
                        .err())
                .startsWith("cannot write artifact.mender:");
    }

    @Test
    void optionsOfEmptyVariablesAreNotGiven() {
        var outcome = write(path("o.mender"), "-m", "", "-k", "", "-g", "", "--software-name", "");
        assertThat(outcome.succeeds().err()).contains("nothing is signed");
        new OurTool()
                .run("modify", "-n", "", "-g", "", "-m", "", "-p", "a:b", path("o.mender"))
                .succeeds();
        new OurTool().run("sign", "-k", path("key"), "-o", "", path("o.mender")).succeeds();
        new OurTool().run("dump", "--files", "", path("o.mender")).succeeds();
        assertThat(new OurTool().run("read", path("o.mender")).out()).contains("Name: n\n", "a: b");
    }

    @Test
    void anEmptyVariableInPlaceOfAFileOrAnArtifactOrTheKeyThatVerifiesIsAnError() {
        assertThat(write(path("o.mender"), "-f", "").exits(1).err()).contains("the name of an input file is empty");
        assertThat(write(path("o.mender"), "-s", "").exits(1).err()).contains("the name of an input file is empty");
        assertThat(path("o.mender")).doesNotExist();
        new OurTool().run("validate", "").exits(3);
        write(path("o.mender")).succeeds();
        assertThat(new OurTool()
                        .run("validate", "-k", "", path("o.mender"))
                        .exits(1)
                        .err())
                .contains("nothing would be verified");
    }

    @Test
    void aNameThatTheLocaleCannotExpressIsNotReplacedByAnother() {
        assertThat(write(path("\ufffd")).exits(1).err()).contains("encoding of the locale");
        assertThat(path("\ufffd")).doesNotExist();
    }

    @Test
    void standardOutputIsNoOutputThoughALinkToAFile() throws IOException {
        // That is what /dev/stdout is, while the shell sends the output to a file.
        var link = Files.createSymbolicLink(path("stdout"), Path.of("/proc/self/exe"));
        assertThat(write(link).exits(1).err()).contains("cannot become an artifact");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aDirectoryIsNoOutput() {
        assertThat(write(directory).exits(1).err()).contains("it is a directory");
    }

    @ParameterizedTest
    @CsvSource({
        "{\"a\":},no JSON object: JSON at byte 5",
        "{\"a\":1,JSON at byte 6",
        "[],no JSON object",
        "'',JSON at byte 0",
        "\u00e9,byte 0 is not UTF-8"
    })
    void badMetaDataIsNamedWithThePlaceThatIsBad(String text, String message) throws IOException {
        Files.writeString(path("bad.json"), text, StandardCharsets.ISO_8859_1);
        assertThat(write(path("o.mender"), "-m", path("bad.json")).exits(1).err())
                .contains("bad.json", message)
                .hasLineCount(1);
        write(path("o.mender")).succeeds();
        assertThat(new OurTool()
                        .run("modify", "-m", path("bad.json"), path("o.mender"))
                        .exits(1)
                        .err())
                .contains("bad.json", message)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-m", "-k"})
    void aDirectoryInPlaceOfATextIsNamed(String option) {
        assertThat(write(path("o.mender"), option, directory).exits(1).err())
                .contains(directory + ": it is a directory")
                .hasLineCount(1);
    }
}
