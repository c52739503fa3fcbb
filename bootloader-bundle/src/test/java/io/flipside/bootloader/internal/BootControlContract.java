// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every BootControl must obey, wherever it keeps its state. */
abstract class BootControlContract {
    @TempDir
    Path directory;

    /** Prepares a device on which slot A is committed. */
    abstract void prepare() throws IOException;

    /** What is tested, as the system in {@code running} sees it. */
    abstract BootControl running(Slot running);

    /** What the bootloader notes when it has started a slot on trial; nothing if it keeps no count. */
    void booted() throws IOException {}

    @BeforeEach
    final void slotAIsPermanent() throws IOException {
        prepare();
    }

    @Test
    void aDeviceAtRestStartsWhatRuns() throws IOException {
        assertThat(running(Slot.A).state()).isEqualTo(new BootState(Slot.A, Slot.A, false));
    }

    @Test
    void tryNextArmsTheOtherSlot() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        assertThat(running(Slot.A).state()).isEqualTo(new BootState(Slot.A, Slot.B, true));
    }

    @Test
    void aSlotThatHasStartedOnTrialCommits() throws IOException {
        running(Slot.A).tryNext(Slot.B);
        booted();
        running(Slot.B).commit();
        assertThat(running(Slot.B).state()).isEqualTo(new BootState(Slot.B, Slot.B, false));
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
        assertThat(running(Slot.A).state()).isEqualTo(new BootState(Slot.A, Slot.B, true));
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
        running(Slot.A).protect(Slot.B);
        assertThat(running(Slot.A).state()).isEqualTo(new BootState(Slot.A, Slot.A, false));
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

    private void assertRefused(ThrowingCallable call, String why) throws IOException {
        BootState before = running(Slot.A).state();
        assertThatThrownBy(call).isInstanceOf(IOException.class).hasMessageContaining(why);
        assertThat(running(Slot.A).state()).isEqualTo(before);
    }
}
