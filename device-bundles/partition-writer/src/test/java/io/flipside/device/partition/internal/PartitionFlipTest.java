// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partition.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import io.flipside.device.payload.Action;
import io.flipside.device.payload.PayloadContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the written slot to the permanent one, and back. Every step is taken by a new instance, as after a restart. */
class PartitionFlipTest {
    @TempDir
    Path directory;

    private final FakeBootControl bootControl = new FakeBootControl();

    @BeforeEach
    void slotBIsWritten() throws IOException {
        Files.write(directory.resolve("a"), new byte[10]);
        Files.write(directory.resolve("b"), new byte[10]);
        writer().download(context(), Image.of(new byte[10]).alone());
        bootControl.calls.clear();
    }

    @Test
    void aGoodUpdateFlipsAndCommits() throws IOException {
        perform(Action.INSTALL);
        bootControl.restartsInto(Slot.B);
        perform(Action.VERIFY_REBOOT);
        perform(Action.COMMIT);
        perform(Action.CLEANUP);
        assertThat(bootControl.calls).containsExactly("tryNext B", "commit");
        assertThat(directory).isDirectoryNotContaining(f -> f.toString().contains("rootfs-image"));
    }

    @Test
    void everyStepMayBeRepeated() throws IOException {
        perform(Action.INSTALL);
        perform(Action.INSTALL);
        bootControl.restartsInto(Slot.B);
        perform(Action.VERIFY_REBOOT);
        perform(Action.VERIFY_REBOOT);
        perform(Action.COMMIT);
        perform(Action.COMMIT);
        perform(Action.CLEANUP);
        perform(Action.CLEANUP);
        assertThat(bootControl.state).isEqualTo(new BootState(Slot.B, Slot.B, false));
    }

    @Test
    void aFallbackOfTheBootloaderIsNoticed() throws IOException {
        perform(Action.INSTALL);
        bootControl.restartsInto(Slot.A);
        assertFails(Action.VERIFY_REBOOT, "the bootloader fell back to slot A");
        assertFails(Action.COMMIT, "can't commit slot B: slot A runs");
    }

    @Test
    void aNewSystemThatIsNotOnTrialIsNotVerified() throws IOException {
        perform(Action.INSTALL);
        bootControl.state = new BootState(Slot.B, Slot.A, false);
        assertFails(Action.VERIFY_REBOOT, "not on trial");
    }

    @Test
    void aSystemThatWasMadePermanentBeforeThePowerCutIsVerifiedAgain() throws IOException {
        perform(Action.INSTALL);
        bootControl.restartsInto(Slot.B);
        perform(Action.VERIFY_REBOOT);
        perform(Action.COMMIT);
        perform(Action.VERIFY_REBOOT);
        perform(Action.COMMIT);
        assertThat(bootControl.state).isEqualTo(new BootState(Slot.B, Slot.B, false));
    }

    @Test
    void aNewSystemThatNobodyMadePermanentMustBeOnTrial() throws IOException {
        perform(Action.INSTALL);
        bootControl.state = new BootState(Slot.B, Slot.B, false);
        assertFails(Action.VERIFY_REBOOT, "not on trial");
    }

    @Test
    void rollbackBeforeTheRestartDisarms() throws IOException {
        perform(Action.INSTALL);
        perform(Action.ROLLBACK);
        assertThat(bootControl.state).isEqualTo(new BootState(Slot.A, Slot.A, false));
        perform(Action.VERIFY_ROLLBACK_REBOOT);
    }

    @Test
    void rollbackOfATrialLetsTheFormerSystemStart() throws IOException {
        perform(Action.INSTALL);
        bootControl.restartsInto(Slot.B);
        perform(Action.ROLLBACK);
        perform(Action.ROLLBACK);
        assertFails(Action.VERIFY_ROLLBACK_REBOOT, "the former system in slot A is not back");
        bootControl.restartsInto(Slot.A);
        perform(Action.VERIFY_ROLLBACK_REBOOT);
    }

    @Test
    void rollbackMayFollowACommit() throws IOException {
        perform(Action.INSTALL);
        bootControl.restartsInto(Slot.B);
        perform(Action.COMMIT);
        perform(Action.ROLLBACK);
        bootControl.restartsInto(Slot.A);
        perform(Action.VERIFY_ROLLBACK_REBOOT);
    }

    @Test
    void rollbackWithoutADownloadLeavesTheBootloaderAlone() throws IOException {
        perform(Action.CLEANUP);
        perform(Action.ROLLBACK);
        assertThat(bootControl.calls).isEmpty();
    }

    @Test
    void installRefusesASlotThatWasWrittenFromAnotherSystem() {
        bootControl.state = new BootState(Slot.B, Slot.B, false);
        assertFails(Action.INSTALL, "slot B runs now");
    }

    @Test
    void installWithoutADownloadIsRefused() throws IOException {
        perform(Action.CLEANUP);
        assertFails(Action.INSTALL, "no slot was written for this update");
    }

    @Test
    void failureHasNothingToUndo() {
        assertThatCode(() -> perform(Action.FAILURE)).doesNotThrowAnyException();
        assertThat(bootControl.calls).isEmpty();
    }

    private void assertFails(Action action, String why) {
        assertThatThrownBy(() -> perform(action))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private void perform(Action action) throws IOException {
        writer().perform(action, context());
    }

    private PartitionWriter writer() {
        PartitionWriter writer = new PartitionWriter(new PartitionWriter.Settings(
                directory.resolve("a"), directory.resolve("b"), Duration.ZERO, Duration.ZERO));
        writer.bindBootControl(bootControl);
        return writer;
    }

    private PayloadContext context() {
        return new PayloadContext("1", "release-2", "rootfs-image", Optional.empty(), directory);
    }
}
