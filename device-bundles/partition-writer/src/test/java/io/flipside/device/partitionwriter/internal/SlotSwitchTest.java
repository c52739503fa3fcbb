// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import io.flipside.device.payload.ArtifactDescription;
import io.flipside.device.payload.PayloadAction;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the written slot to the committed one, and back. Every step is taken by a new instance, as after a reboot. */
class SlotSwitchTest {
    @TempDir
    Path directory;

    private final FakeBootControl bootControl = new FakeBootControl();

    @BeforeEach
    void slotBIsWritten() throws IOException {
        Files.write(directory.resolve("a"), new byte[10]);
        Files.write(directory.resolve("b"), new byte[10]);
        writer().download(context(), TestImage.of(new byte[10]).alone());
        bootControl.calls.clear();
    }

    @Test
    void aGoodUpdateFlipsAndCommits() throws IOException {
        perform(PayloadAction.INSTALL);
        bootControl.rebootsInto(Slot.B);
        perform(PayloadAction.VERIFY_REBOOT);
        perform(PayloadAction.COMMIT);
        perform(PayloadAction.CLEANUP);
        assertThat(bootControl.calls).containsExactly("tryNext B", "commit");
        assertThat(directory).isDirectoryNotContaining(f -> f.toString().contains("rootfs-image"));
    }

    @Test
    void everyStepMayBeRepeated() throws IOException {
        perform(PayloadAction.INSTALL);
        perform(PayloadAction.INSTALL);
        bootControl.rebootsInto(Slot.B);
        perform(PayloadAction.VERIFY_REBOOT);
        perform(PayloadAction.VERIFY_REBOOT);
        perform(PayloadAction.COMMIT);
        perform(PayloadAction.COMMIT);
        perform(PayloadAction.CLEANUP);
        perform(PayloadAction.CLEANUP);
        assertThat(bootControl.state).isEqualTo(new BootState(Slot.B, Slot.B, false));
    }

    @Test
    void aFallbackOfTheBootloaderIsNoticed() throws IOException {
        perform(PayloadAction.INSTALL);
        bootControl.rebootsInto(Slot.A);
        assertFails(PayloadAction.VERIFY_REBOOT, "the bootloader fell back to slot A");
        assertFails(PayloadAction.COMMIT, "can't commit slot B: slot A runs");
    }

    @Test
    void aNewSystemThatIsNotOnTrialIsNotVerified() throws IOException {
        perform(PayloadAction.INSTALL);
        bootControl.state = new BootState(Slot.B, Slot.A, false);
        assertFails(PayloadAction.VERIFY_REBOOT, "not on trial");
    }

    @Test
    void aSystemThatWasMadePermanentBeforeThePowerCutIsVerifiedAgain() throws IOException {
        perform(PayloadAction.INSTALL);
        bootControl.rebootsInto(Slot.B);
        perform(PayloadAction.VERIFY_REBOOT);
        perform(PayloadAction.COMMIT);
        perform(PayloadAction.VERIFY_REBOOT);
        perform(PayloadAction.COMMIT);
        assertThat(bootControl.state).isEqualTo(new BootState(Slot.B, Slot.B, false));
    }

    @Test
    void aNewSystemThatNobodyMadePermanentMustBeOnTrial() throws IOException {
        perform(PayloadAction.INSTALL);
        bootControl.state = new BootState(Slot.B, Slot.B, false);
        assertFails(PayloadAction.VERIFY_REBOOT, "not on trial");
    }

    @Test
    void rollbackBeforeTheRestartDisarms() throws IOException {
        perform(PayloadAction.INSTALL);
        perform(PayloadAction.ROLLBACK);
        assertThat(bootControl.state).isEqualTo(new BootState(Slot.A, Slot.A, false));
        perform(PayloadAction.VERIFY_ROLLBACK_REBOOT);
    }

    @Test
    void rollbackOfATrialLetsTheFormerSystemStart() throws IOException {
        perform(PayloadAction.INSTALL);
        bootControl.rebootsInto(Slot.B);
        perform(PayloadAction.ROLLBACK);
        perform(PayloadAction.ROLLBACK);
        assertFails(PayloadAction.VERIFY_ROLLBACK_REBOOT, "the former system in slot A is not back");
        bootControl.rebootsInto(Slot.A);
        perform(PayloadAction.VERIFY_ROLLBACK_REBOOT);
    }

    @Test
    void rollbackMayFollowACommit() throws IOException {
        perform(PayloadAction.INSTALL);
        bootControl.rebootsInto(Slot.B);
        perform(PayloadAction.COMMIT);
        perform(PayloadAction.ROLLBACK);
        bootControl.rebootsInto(Slot.A);
        perform(PayloadAction.VERIFY_ROLLBACK_REBOOT);
    }

    @Test
    void rollbackWithoutADownloadLeavesTheBootloaderAlone() throws IOException {
        perform(PayloadAction.CLEANUP);
        perform(PayloadAction.ROLLBACK);
        assertThat(bootControl.calls).isEmpty();
    }

    @Test
    void installRefusesASlotThatWasWrittenFromAnotherSystem() {
        bootControl.state = new BootState(Slot.B, Slot.B, false);
        assertFails(PayloadAction.INSTALL, "slot B runs now");
    }

    @Test
    void installWithoutADownloadIsRefused() throws IOException {
        perform(PayloadAction.CLEANUP);
        assertFails(PayloadAction.INSTALL, "no slot was written for this update");
    }

    @Test
    void failureHasNothingToUndo() {
        assertThatCode(() -> perform(PayloadAction.FAILURE)).doesNotThrowAnyException();
        assertThat(bootControl.calls).isEmpty();
    }

    private void assertFails(PayloadAction action, String why) {
        assertThatThrownBy(() -> perform(action))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private void perform(PayloadAction action) throws IOException {
        writer().perform(action, context());
    }

    private RootfsImageHandler writer() {
        RootfsImageHandler writer = new RootfsImageHandler(new RootfsImageHandler.Settings(
                directory.resolve("a"), directory.resolve("b"), Duration.ZERO, Duration.ZERO));
        writer.bindBootControl(bootControl);
        return writer;
    }

    private PayloadContext context() {
        return PayloadContext.of(
                "1", ArtifactDescription.of("release-2", PayloadDescription.of("rootfs-image")), directory);
    }
}
