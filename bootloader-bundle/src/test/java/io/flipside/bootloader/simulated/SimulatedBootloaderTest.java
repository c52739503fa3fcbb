// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.bootloader.internal.environment.SimulatedBootEnvironment;
import io.flipside.bootloader.simulated.SimulatedBootloader.Start;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedBootloaderTest {
    private static final Start COMMITTED_A = new Start(Slot.A, false, false);
    private static final Start COMMITTED_B = new Start(Slot.B, false, false);
    private static final Start TRIAL_OF_B = new Start(Slot.B, true, false);
    private static final Start BACK_TO_A = new Start(Slot.A, false, true);

    @TempDir
    Path directory;

    private Path file;
    private SimulatedBootloader bootloader;

    @BeforeEach
    void aFreshDevice() throws IOException {
        file = directory.resolve("environment");
        bootloader = SimulatedBootloader.at(file);
    }

    @Test
    void aFreshDeviceStartsSlotAEveryTime() throws IOException {
        assertThat(bootloader.boot()).isEqualTo(COMMITTED_A);
        assertThat(bootloader.boot()).isEqualTo(COMMITTED_A);
    }

    @Test
    void aSlotOnTrialGetsOneStart() throws IOException {
        set(Map.of("mender_boot_part", "3", "upgrade_available", "1", "bootcount", "0"));
        assertThat(bootloader.boot()).isEqualTo(TRIAL_OF_B);
        assertThat(bootloader.boot()).isEqualTo(BACK_TO_A);
        assertThat(bootloader.boot()).isEqualTo(COMMITTED_A);
        assertThat(bootloader.variables())
                .containsEntry("mender_boot_part", "2")
                .containsEntry("mender_boot_part_hex", "2")
                .containsEntry("upgrade_available", "0")
                .containsEntry("bootcount", "0");
    }

    @Test
    void aCommittedSlotStays() throws IOException {
        set(Map.of("mender_boot_part", "3", "upgrade_available", "1", "bootcount", "0"));
        bootloader.boot();
        set(Map.of("upgrade_available", "0"));
        assertThat(bootloader.boot()).isEqualTo(COMMITTED_B);
    }

    @Test
    void aSlotOnTrialThatDoesNotStartIsGivenUpAtOnce() throws IOException {
        set(Map.of("mender_boot_part", "3", "upgrade_available", "1", "bootcount", "0"));
        assertThat(bootloader.boot(slot -> slot == Slot.A)).isEqualTo(BACK_TO_A);
    }

    @Test
    void anEndIsMadeWhenThePermanentSlotDoesNotStart() {
        assertThatThrownBy(() -> bootloader.boot(slot -> false)).hasMessageContaining("slot A does not start");
    }

    @Test
    void nonsenseStartsSlotA() throws IOException {
        set(Map.of("mender_boot_part", "17"));
        assertThat(bootloader.boot()).isEqualTo(COMMITTED_A);
    }

    @Test
    void theStateIsThatOfTheFileWhoeverOpensIt() throws IOException {
        set(Map.of("mender_boot_part", "3"));
        assertThat(SimulatedBootloader.at(file).boot()).isEqualTo(COMMITTED_B);
        assertThat(directory).isDirectoryContaining(f -> f.equals(file));
        assertThat(Files.size(file)).isEqualTo(8192);
    }

    private void set(Map<String, String> variables) throws IOException {
        SimulatedBootEnvironment.open(file).write(variables);
    }
}
