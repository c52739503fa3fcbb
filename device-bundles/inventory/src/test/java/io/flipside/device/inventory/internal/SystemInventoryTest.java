// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemInventoryTest {
    @TempDir
    Path root;

    private Machine machine;
    private SystemInventory inventory;

    @BeforeEach
    void setUp() {
        machine = new Machine(root);
        inventory = new SystemInventory(root, "1.2.3");
    }

    @Test
    void readsWhatTheKernelShows() throws Exception {
        machine.file("proc/sys/kernel/hostname", "gate-7\n");
        machine.file("proc/version", "Linux version 6.1.0\n");
        machine.file("proc/meminfo", "MemTotal:         503936 kB\nMemFree:  1 kB\n");
        machine.file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Cortex\nmodel name\t: Cortex\n");
        machine.file("etc/os-release", "NAME=x\nPRETTY_NAME=\"Gate OS 7\"\n");
        machine.network("test-eth9", 3, "02:00:00:00:00:03", true);

        assertThat(inventory.attributes())
                .containsExactly(
                        Map.entry("cpu_model", List.of("Cortex")),
                        Map.entry("flipside_version", List.of("1.2.3")),
                        Map.entry("hostname", List.of("gate-7")),
                        Map.entry("kernel", List.of("Linux version 6.1.0")),
                        Map.entry("mac_test-eth9", List.of("02:00:00:00:00:03")),
                        Map.entry("mem_total_kB", List.of("503936")),
                        Map.entry("network_interfaces", List.of("test-eth9")),
                        Map.entry("os", List.of("Gate OS 7")));
    }

    @Test
    void leavesOutWhatIsNotThere() throws Exception {
        assertThat(inventory.attributes()).containsOnlyKeys("flipside_version");
    }

    @Test
    void namesTheRunningSlotWhileABootloaderIsControlled() throws Exception {
        BootControl boot = new FixedBoot();
        inventory.setBoot(boot);

        assertThat(inventory.attributes()).containsEntry("slot", List.of("B"));

        inventory.unsetBoot(boot);
        assertThat(inventory.attributes()).doesNotContainKey("slot");
    }

    @Test
    void knowsThisMachine() throws Exception {
        assertThat(new SystemInventory(Path.of("/"), "1").attributes()).containsKeys("hostname", "kernel");
    }

    private static final class FixedBoot implements BootControl {
        @Override
        public BootState state() {
            return new BootState(Slot.B, Slot.B, false);
        }

        @Override
        public void protect(Slot target) {
            throw new AssertionError("only asked, never changed");
        }

        @Override
        public void tryNext(Slot target) {
            throw new AssertionError("only asked, never changed");
        }

        @Override
        public void commit() throws IOException {
            throw new AssertionError("only asked, never changed");
        }

        @Override
        public void revert(Slot committed) {
            throw new AssertionError("only asked, never changed");
        }
    }
}
