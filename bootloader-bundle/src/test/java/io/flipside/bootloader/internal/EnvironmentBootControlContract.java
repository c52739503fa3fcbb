// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.bootloader.internal.environment.BootEnvironment;
import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What a BootControl with Mender's variables must obey besides. Slot A is partition 2, slot B is 3. */
abstract class EnvironmentBootControlContract extends BootControlContract {
    private BootEnvironment environment;

    /** An environment in which slot A is committed. */
    abstract BootEnvironment environment(Path directory) throws IOException;

    @Override
    final void prepare() throws IOException {
        environment = environment(directory);
    }

    @Override
    final void booted() throws IOException {
        environment.write(Map.of("bootcount", "1"));
    }

    @Test
    void aCommitEndsTheTrialInMendersVariables() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        booted();
        running(Slot.B).commit();
        assertThat(variables()).containsEntry("upgrade_available", "0").containsEntry("mender_boot_part", "3");
    }

    @Test
    void whatIsRefusedWritesNoVariable() throws IOException {
        SortedMap<String, String> before = variables();
        assertThatThrownBy(() -> running(Slot.A).protect(Slot.A)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> running(Slot.B).tryNext(Slot.A)).isInstanceOf(IOException.class);
        assertThat(variables()).isEqualTo(before);
    }

    @Test
    void tryNextArmsTheOtherSlotWithAllOfMendersVariables() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        assertThat(running(Slot.A).state()).isEqualTo(new BootState(Slot.A, Slot.B, true));
        assertThat(variables())
                .containsEntry("mender_boot_part", "3")
                .containsEntry("mender_boot_part_hex", "3")
                .containsEntry("upgrade_available", "1")
                .containsEntry("bootcount", "0");
    }

    @Test
    void aMissingCanaryStopsTheUpdate() throws IOException {
        environment.write(Map.of("mender_check_saveenv_canary", "1"));
        assertThatThrownBy(() -> running(Slot.A).protect(Slot.B))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mender_saveenv_canary");
        environment.write(Map.of("mender_saveenv_canary", "1"));
        running(Slot.A).protect(Slot.B);
    }

    @Test
    void aPartitionThatIsNoSlotIsAnError() throws IOException {
        environment.write(Map.of("mender_boot_part", "17"));
        assertThatThrownBy(() -> running(Slot.A).state())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("partition '17'");
    }

    @Test
    void otherVariablesStayAsTheyAre() throws IOException {
        environment.write(Map.of("bootargs", "quiet root=x"));
        running(Slot.A).tryNext(Slot.B);
        running(Slot.B).commit();
        assertThat(variables()).containsEntry("bootargs", "quiet root=x");
    }

    @Test
    void protectWritesNothingOnADeviceAtRest() throws IOException {
        SortedMap<String, String> before = variables();
        running(Slot.A).protect(Slot.B);
        assertThat(variables()).isEqualTo(before);
    }

    private SortedMap<String, String> variables() throws IOException {
        return environment.read();
    }
}
