// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceIdentityTest {
    @TempDir
    Path root;

    private Machine machine;

    @BeforeEach
    void setUp() throws IOException {
        machine = new Machine(root);
        machine.file("sys/class/net/lo/type", "772\n");
        machine.file("sys/class/net/lo/address", "00:00:00:00:00:00\n");
    }

    @Test
    void isTheAddressOfTheFirstRealInterface() throws Exception {
        machine.network("br0", 2, "02:00:00:00:00:02", false);
        machine.network("eth1", 4, "02:00:00:00:00:04", true);
        machine.network("eth0", 3, "02:00:00:00:00:03", true);

        assertThat(new DeviceIdentity(machine.settings(Optional.empty())).identity())
                .containsExactly(Map.entry("mac", List.of("02:00:00:00:00:03")));
    }

    @Test
    void isAnyAddressWhereNoInterfaceIsReal() throws Exception {
        machine.network("veth0", 7, "02:00:00:00:00:07", false);

        assertThat(new DeviceIdentity(machine.settings(Optional.empty())).identity())
                .containsExactly(Map.entry("mac", List.of("02:00:00:00:00:07")));
    }

    @Test
    void isWhatTheScriptPrints() throws Exception {
        Path script = machine.script("identity", "echo serial=4711; echo mac=a; echo mac=b; echo no pair");

        assertThat(new DeviceIdentity(machine.settings(Optional.of(script))).identity())
                .containsExactly(Map.entry("mac", List.of("a", "b")), Map.entry("serial", List.of("4711")));
    }

    @Test
    void aFailingScriptLeavesTheDeviceWithoutIdentity() throws Exception {
        Path script = machine.script("identity", "echo serial=4711; exit 3");

        assertThatThrownBy(() -> new DeviceIdentity(machine.settings(Optional.of(script))).identity())
                .hasMessageContaining("identity ended with exit code 3");
    }

    @Test
    void saysWhatToDoWithoutAnyInterface() {
        assertThatThrownBy(() -> new DeviceIdentity(machine.settings(Optional.empty())).identity())
                .hasMessageContaining("name an inventory.identityScript");
    }
}
