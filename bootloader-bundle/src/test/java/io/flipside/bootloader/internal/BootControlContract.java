// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.bootloader.internal.environment.BootEnvironment;
import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every BootControl must obey, whatever keeps its variables. Slot A is partition 2, slot B is 3. */
abstract class BootControlContract {
    @TempDir
    Path directory;

    private BootEnvironment environment;

    /** An environment in which slot A is committed. */
    abstract BootEnvironment environment(Path directory) throws IOException;

    /** What is tested, as the system in {@code running} sees it. */
    abstract BootControl running(Slot running);

    @BeforeEach
    final void slotAIsPermanent() throws IOException {
        environment = environment(directory);
    }

    @Test
    void aDeviceAtRestStartsWhatRuns() throws IOException {
        assertThat(running(Slot.A).state()).isEqualTo(new BootState(Slot.A, Slot.A, false));
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
    void aSlotThatHasStartedOnTrialCommits() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        environment.write(Map.of("bootcount", "1"));
        running(Slot.B).commit();
        assertThat(running(Slot.B).state()).isEqualTo(new BootState(Slot.B, Slot.B, false));
        assertThat(variables()).containsEntry("upgrade_available", "0").containsEntry("mender_boot_part", "3");
    }

    @Test
    void aSecondCommitDoesNothing() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        running(Slot.B).commit();
        running(Slot.B).commit();
        assertThat(running(Slot.B).state()).isEqualTo(new BootState(Slot.B, Slot.B, false));
    }

    @Test
    void aSlotThatDoesNotStartNextIsNotCommitted() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        assertThatThrownBy(() -> running(Slot.A).commit())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("slot B next");
        assertThat(variables()).containsEntry("upgrade_available", "1");
    }

    @Test
    void revertBeforeTheRestartDisarms() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        running(Slot.A).revert(Slot.A);
        assertThat(running(Slot.A).state()).isEqualTo(new BootState(Slot.A, Slot.A, false));
    }

    @Test
    void revertOnTrialLetsTheFormerSystemStart() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        running(Slot.B).revert(Slot.A);
        assertThat(running(Slot.B).state()).isEqualTo(new BootState(Slot.B, Slot.A, false));
    }

    @Test
    void revertMayFollowACommitAndMayBeRepeated() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        running(Slot.B).commit();
        running(Slot.B).revert(Slot.A);
        running(Slot.B).revert(Slot.A);
        assertThat(running(Slot.A).state()).isEqualTo(new BootState(Slot.A, Slot.A, false));
    }

    @Test
    void protectDisarmsTheTarget() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        running(Slot.A).protect(Slot.B);
        assertThat(running(Slot.A).state()).isEqualTo(new BootState(Slot.A, Slot.A, false));
    }

    @Test
    void protectLeavesADeviceAtRestAsItIs() throws IOException {
        SortedMap<String, String> before = variables();
        running(Slot.A).protect(Slot.B);
        assertThat(variables()).isEqualTo(before);
    }

    @Test
    void theRunningSlotIsNeverATarget() throws IOException {
        assertRefused(() -> running(Slot.A).protect(Slot.A), "slot A is running");
        assertRefused(() -> running(Slot.A).tryNext(Slot.A), "slot A is running");
    }

    @Test
    void aSystemOnTrialReplacesNothing() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        assertRefused(() -> running(Slot.B).protect(Slot.A), "slot B is on trial");
        assertRefused(() -> running(Slot.B).tryNext(Slot.A), "slot B is on trial");
    }

    @Test
    void aSystemThatTheBootloaderWouldNotStartReplacesNothing() throws IOException {
        assertRefused(() -> running(Slot.B).protect(Slot.A), "the bootloader starts slot A");
        assertRefused(() -> running(Slot.B).tryNext(Slot.A), "the bootloader starts slot A");
    }

    @Test
    void aMissingCanaryStopsTheUpdate() throws IOException {
        environment.write(Map.of("mender_check_saveenv_canary", "1"));
        assertRefused(() -> running(Slot.A).protect(Slot.B), "mender_saveenv_canary");
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

    private void assertRefused(ThrowingCallable call, String why) throws IOException {
        SortedMap<String, String> before = variables();
        assertThatThrownBy(call).isInstanceOf(IOException.class).hasMessageContaining(why);
        assertThat(variables()).isEqualTo(before);
    }

    private SortedMap<String, String> variables() throws IOException {
        return environment.read();
    }
}
