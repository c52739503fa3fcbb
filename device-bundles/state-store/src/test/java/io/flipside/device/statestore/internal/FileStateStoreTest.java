// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.statestore.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStateStoreTest {
    @TempDir
    private Path directory;

    private FileStateStore store;

    @BeforeEach
    void open() {
        store = new FileStateStore(directory);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void reopen() throws IOException {
        store.close();
        open();
    }

    private void put(String key, String value) throws IOException {
        store.write(Map.of(key, Optional.of(value)));
    }

    @Test
    void startsEmpty() throws IOException {
        assertThat(store.read("engine.journal")).isEmpty();
    }

    @Test
    void remembersAnyTextAfterReopening() throws IOException {
        String odd = "line 1\nline 2\r\n\\n = \u2028 \"ü\" \ud83d\ude00\n";
        put("engine.journal", odd);
        put("engine.empty", "");
        reopen();
        assertThat(store.read("engine.journal")).contains(odd);
        assertThat(store.read("engine.empty")).contains("");
    }

    @Test
    void removesKeys() throws IOException {
        put("a", "1");
        store.write(Map.of("a", Optional.empty(), "b", Optional.of("2")));
        reopen();
        assertThat(store.read("a")).isEmpty();
        assertThat(store.read("b")).contains("2");
    }

    @Test
    void ignoresALeftoverOfAnInterruptedChange() throws IOException {
        put("a", "1");
        Files.writeString(directory.resolve("state.new"), "half a generat");
        reopen();
        assertThat(store.read("a")).contains("1");
    }

    @Test
    void survivesACutBetweenTheTwoRenames() throws IOException {
        put("a", "1");
        Files.move(directory.resolve("state"), directory.resolve("state.previous"));
        reopen();
        assertThat(store.read("a")).contains("1");
        put("b", "2");
        reopen();
        assertThat(store.read("a")).contains("1");
        assertThat(directory.resolve("state.damaged")).doesNotExist();
    }

    @Test
    void fallsBackToThePreviousGenerationWhenTheCurrentOneIsDamaged() throws IOException {
        put("a", "1");
        put("a", "2");
        damage("state");
        reopen();
        assertThat(store.read("a")).contains("1");
    }

    @Test
    void keepsTheGoodGenerationWhenWritingOverADamagedOne() throws IOException {
        put("a", "1");
        put("a", "2");
        damage("state");
        reopen();
        put("b", "3");
        damage("state");
        reopen();
        assertThat(store.read("a")).contains("1");
    }

    @Test
    void everyDamagedByteAndEveryTruncationIsNoticed() throws IOException {
        put("a", "1");
        Path file = directory.resolve("state");
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] flipped = good.clone();
            flipped[i] ^= 0x20;
            assertThatIOException().isThrownBy(() -> StateFileFormat.decode(flipped));
            byte[] cut = Arrays.copyOf(good, i);
            assertThatIOException().isThrownBy(() -> StateFileFormat.decode(cut));
        }
    }

    @Test
    void neverTurnsADamagedStoreIntoAnEmptyOne() throws IOException {
        put("a", "1");
        put("a", "2");
        damage("state");
        damage("state.previous");
        reopen();
        assertThatIOException()
                .isThrownBy(() -> store.read("a"))
                .withMessageContaining("state.previous")
                .withMessageContaining("checksum is wrong")
                .withMessageContaining("restore one of them");
        assertThatIOException().isThrownBy(() -> put("b", "2"));
        assertThat(directory.resolve("state.new")).doesNotExist();
    }

    @Test
    void refusesToGrowBeyondOneMebibyteAndKeepsWhatItHad() throws IOException {
        put("a", "1");
        assertThatIOException().isThrownBy(() -> put("b", "x".repeat(1 << 20))).withMessageContaining("1048576");
        assertThat(store.read("a")).contains("1");
        assertThat(store.read("b")).isEmpty();
    }

    @Test
    void keepsTheFormerValuesWhenTheDiskRefuses() throws IOException {
        put("a", "1");
        Files.createDirectories(directory.resolve("state.new/full"));
        assertThatIOException().isThrownBy(() -> put("a", "2")).withMessageContaining(directory.toString());
        assertThat(store.read("a")).contains("1");
    }

    @Test
    void refusesKeysThatNobodyCouldFind() {
        assertThatIllegalArgumentException().isThrownBy(() -> put("Engine Journal", "x"));
    }

    @Test
    void refusesAStoreThatSomebodyElseUses() throws IOException {
        put("a", "1");
        FileStateStore second = new FileStateStore(directory);
        assertThatIOException().isThrownBy(() -> second.read("a")).withMessageContaining("in use");
        store.close();
        assertThat(second.read("a")).contains("1");
        second.close();
    }

    @Test
    void aClosedStoreDoesNotTakeTheLockBack() throws IOException {
        put("a", "1");
        store.close();
        assertThatIOException().isThrownBy(() -> put("a", "2")).withMessageContaining("closed");
    }

    private void damage(String name) throws IOException {
        Path file = directory.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 2] ^= 1;
        Files.write(file, bytes);
    }
}
