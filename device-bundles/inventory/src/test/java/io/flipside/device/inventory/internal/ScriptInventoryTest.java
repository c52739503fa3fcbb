// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class ScriptInventoryTest {
    @TempDir
    Path root;

    private Machine machine;
    private ScriptInventory inventory;

    @BeforeEach
    void setUp() {
        machine = new Machine(root);
        inventory = new ScriptInventory(machine.settings(Optional.empty()));
    }

    @Test
    void joinsWhatAllScriptsPrint() throws Exception {
        machine.script("scripts/mender-inventory-b", "echo shelf=3; echo 'part=x=y'");
        machine.script("scripts/flipside-inventory-a", "echo shelf=2");

        assertThat(inventory.attributes())
                .containsExactly(Map.entry("part", List.of("x=y")), Map.entry("shelf", List.of("2", "3")));
    }

    @Test
    void goesWithoutAScriptThatFails() throws Exception {
        machine.script("scripts/x-inventory-bad", "echo a=1; echo sorry >&2; exit 1");
        machine.script("scripts/x-inventory-good", "echo b=2");

        assertThat(inventory.attributes()).containsExactly(Map.entry("b", List.of("2")));
    }

    @Test
    void runsNothingButExecutablesNamedLikeInventoryScripts() throws Exception {
        machine.script("scripts/README", "echo a=1");
        machine.file("scripts/x-inventory-data", "echo b=2");

        assertThat(inventory.attributes()).isEmpty();
    }

    @Test
    void isEmptyWithoutADirectory() throws Exception {
        assertThat(inventory.attributes()).isEmpty();
    }

    @Test
    void endsAScriptThatTakesTooLong() throws Exception {
        Path script = machine.script("slow", "sleep 60");

        assertThatThrownBy(() -> new InventoryScript(script, Duration.ofMillis(50)).output())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("takes longer than");
    }

    @Test
    void refusesOutputWithoutEnd() throws Exception {
        Path script = machine.script("chatty", "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=b; done");

        assertThatThrownBy(() -> new InventoryScript(script, Duration.ofSeconds(9)).output())
                .hasMessageContaining("prints more than");
    }

    @Test
    void doesNotWaitForAGrandchildThatKeepsTheOutputOpen() throws Exception {
        Path script = machine.script("parent", "sleep 2 & echo a=1");

        assertThat(new InventoryScript(script, Duration.ofSeconds(9)).output()).isEqualTo("a=1\n");
    }

    @Test
    void saysThatAScriptIsMissing() {
        Path gone = root.resolve("gone");

        assertThat(Files.exists(gone)).isFalse();
        assertThatThrownBy(() -> new InventoryScript(gone, Duration.ofSeconds(1)).output())
                .hasMessageContaining(gone.toString());
    }
}
