// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UbootEnvironmentTest {
    private static final SortedMap<String, String> FIRST = new TreeMap<>(Map.of("who", "first"));
    private static final SortedMap<String, String> SECOND = new TreeMap<>(Map.of("who", "second"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"1,0,first", "0,1,second", "255,0,second", "0,255,first", "255,254,first", "7,7,first"})
    void theCopyWrittenLastWins(int first, int second, String winner) throws IOException {
        EnvironmentFiles.write(directory, new EnvironmentBlock(first, FIRST), new EnvironmentBlock(second, SECOND));
        assertThat(environment().read()).containsEntry("who", winner);
    }

    @Test
    void everyWriteReplacesTheOlderCopyAlsoWhenTheCounterWraps() throws IOException {
        EnvironmentFiles.write(directory, new EnvironmentBlock(254, FIRST), new EnvironmentBlock(253, SECOND));
        for (int i = 0; i < 300; i++) {
            byte[] newer = EnvironmentFiles.copies(directory).get(i % 2).read();
            environment().write(Map.of("n", Integer.toString(i)));
            assertThat(environment().read()).containsEntry("n", Integer.toString(i));
            assertThat(EnvironmentFiles.copies(directory).get(i % 2).read()).isEqualTo(newer);
        }
    }

    @Test
    void aWriteCutAtAnyByteLeavesTheStateBeforeOrAfter() throws IOException {
        EnvironmentFiles.create(directory, Map.of("state", "old", "keep", "1"));
        byte[] before = Files.readAllBytes(EnvironmentFiles.disk(directory));
        environment().write(Map.of("state", "new", "more", "1"));
        byte[] after = Files.readAllBytes(EnvironmentFiles.disk(directory));
        for (int cut = EnvironmentFiles.SECOND; cut <= after.length; cut++) {
            assertOldOrNew(mixed(after, before, cut));
            assertOldOrNew(mixed(before, after, cut));
        }
    }

    private void assertOldOrNew(byte[] disk) throws IOException {
        Files.write(EnvironmentFiles.disk(directory), disk);
        assertThat(environment().read())
                .isIn(
                        new TreeMap<>(Map.of("state", "old", "keep", "1")),
                        new TreeMap<>(Map.of("state", "new", "keep", "1", "more", "1")));
    }

    private static byte[] mixed(byte[] head, byte[] tail, int cut) {
        byte[] disk = tail.clone();
        System.arraycopy(head, 0, disk, 0, cut);
        return disk;
    }

    @Test
    void aTornCopyIsReplacedByTheNextWrite() throws IOException {
        EnvironmentFiles.create(directory, Map.of("state", "old"));
        EnvironmentFiles.copies(directory).get(0).write(new byte[EnvironmentFiles.SIZE]);
        environment().write(Map.of("state", "new"));
        assertThat(environment().read()).containsEntry("state", "new").containsEntry("old", "1");
    }

    @Test
    void noValidCopyIsAnErrorThatSaysWhatNow() throws IOException {
        EnvironmentFiles.create(directory, Map.of());
        byte[] garbage = new byte[EnvironmentFiles.SECOND + EnvironmentFiles.SIZE];
        Files.write(EnvironmentFiles.disk(directory), garbage);
        assertThatThrownBy(() -> environment().read()).hasMessageContaining("saveenv");
        assertThatThrownBy(() -> environment().write(Map.of("a", "b"))).hasMessageContaining("saveenv");
        assertThat(EnvironmentFiles.disk(directory)).hasBinaryContent(garbage);
    }

    @Test
    void aDiskThatIsTooShortIsAnError() throws IOException {
        EnvironmentFiles.create(directory, Map.of());
        Files.write(EnvironmentFiles.disk(directory), new byte[10]);
        assertThatThrownBy(() -> environment().read()).isInstanceOf(IOException.class);
    }

    @Test
    void anEnvironmentThatIsFullStaysAsItIs() throws IOException {
        EnvironmentFiles.create(directory, Map.of("state", "old"));
        assertThatThrownBy(() -> environment().write(Map.of("state", "x".repeat(EnvironmentFiles.SIZE))))
                .hasMessageContaining("is full");
        assertThat(environment().read()).containsEntry("state", "old");
    }

    @Test
    void valuesThatWouldForgeVariablesAreRefused() throws IOException {
        EnvironmentFiles.create(directory, Map.of("state", "old"));
        assertThatThrownBy(() -> environment().write(Map.of("a", "b\0state=new")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> environment().write(Map.of("a=b", "c"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesThatAreNoTextSurvive() throws IOException {
        EnvironmentFiles.create(directory, Map.of("blob", "\u0001\u00fe=\u00ff"));
        environment().write(Map.of("a", "b"));
        assertThat(environment().read()).containsEntry("blob", "\u0001\u00fe=\u00ff");
    }

    private UbootEnvironment environment() {
        return EnvironmentFiles.open(directory);
    }
}
