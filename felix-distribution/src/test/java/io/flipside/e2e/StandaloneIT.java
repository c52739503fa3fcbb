// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.Slot;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualRootImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the device, without a server. */
class StandaloneIT {
    private static final long IMAGE = 4 * Lab.MIB;

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static Path first;
    private static Path second;
    private static Path sick;
    private VirtualDevice device;

    @BeforeAll
    static void writeArtifacts() throws IOException {
        first = Lab.image(shared, VirtualRootImage.healthy("release-1"), IMAGE);
        second = Lab.artifact(Lab.image(shared, VirtualRootImage.healthy("release-2"), IMAGE), "release-2");
        sick = Lab.artifact(Lab.image(shared, VirtualRootImage.failing("release-3", "no display"), IMAGE), "release-3");
    }

    @BeforeEach
    void startDevice() throws IOException {
        device = Lab.device(directory.resolve("device"), Lab.config(5 * Lab.MIB), first);
        device.startSystem();
    }

    private Command flipside(String... line) throws IOException, InterruptedException {
        return Command.flipside(device, line);
    }

    @Test
    void installRestartCommit() throws Exception {
        Command install = flipside("install", second.toString());
        assertThat(install.code()).as(install.toString()).isEqualTo(4);
        assertThat(install.out()).contains("download:").contains("100 %").contains("reboot the device");
        assertThat(flipside("show-artifact").out()).isEqualTo("release-1\n");
        assertThat(flipside("commit").code()).as("commit before the reboot").isEqualTo(4);

        assertThat(device.startSystem()).isEqualTo(Slot.B);
        Command commit = flipside("commit");
        assertThat(commit.code()).as(commit.toString()).isZero();
        assertThat(flipside("show-artifact").out()).isEqualTo("release-2\n");
        assertThat(flipside("show-provides").out())
                .contains("artifact_name=release-2\n")
                .contains("device_type=virtual\n")
                .contains("rootfs-image.version=release-2\n");
        assertThat(device.startSystem()).isEqualTo(Slot.B);
        assertThat(flipside("commit").code()).as("nothing left to commit").isEqualTo(2);
    }

    @Test
    void theSpellingsOfTheOriginalDescriptionWorkToo() throws Exception {
        Command install = flipside("-rootfs", second.toUri().toString());
        assertThat(install.code()).as(install.toString()).isEqualTo(4);
        device.startSystem();
        Command commit = flipside("-commit");
        assertThat(commit.code()).as(commit.toString()).isZero();
        assertThat(flipside("show-artifact").out()).isEqualTo("release-2\n");
    }

    @Test
    void rollbackBeforeTheRestart() throws Exception {
        assertThat(flipside("install", second.toString()).code()).isEqualTo(4);
        Command rollback = flipside("rollback");
        assertThat(rollback.code()).as(rollback.toString()).isZero();
        assertThat(device.startSystem()).isEqualTo(Slot.A);
        assertThat(flipside("show-artifact").out()).isEqualTo("release-1\n");
    }

    @Test
    void rollbackAfterTheRestartNeedsAnotherOne() throws Exception {
        assertThat(flipside("install", second.toString()).code()).isEqualTo(4);
        assertThat(device.startSystem()).isEqualTo(Slot.B);
        Command rollback = flipside("rollback");
        assertThat(rollback.code()).as(rollback.toString()).isEqualTo(4);
        assertThat(device.startSystem()).isEqualTo(Slot.A);
        Command resume = flipside("resume");
        assertThat(resume.code()).as(resume.toString()).isEqualTo(1);
        assertThat(resume.err()).contains("rolled back because the operator said so");
        assertThat(flipside("show-artifact").out()).isEqualTo("release-1\n");
    }

    @Test
    void aSystemThatFailsItsCheckIsNotCommitted() throws Exception {
        assertThat(flipside("install", sick.toString()).code()).isEqualTo(4);
        assertThat(device.startSystem()).isEqualTo(Slot.B);
        Command commit = flipside("commit");
        assertThat(commit.code()).as(commit.toString()).isEqualTo(4);
        assertThat(device.startSystem()).isEqualTo(Slot.A);
        Command resume = flipside("resume");
        assertThat(resume.code()).as(resume.toString()).isEqualTo(1);
        assertThat(resume.err()).contains("no display");
        assertThat(flipside("show-artifact").out()).isEqualTo("release-1\n");
    }

    @Test
    void aBootloaderThatGaveUpIsNoticed() throws Exception {
        assertThat(flipside("install", second.toString()).code()).isEqualTo(4);
        assertThat(device.startSystem()).isEqualTo(Slot.B);
        assertThat(device.startSystem()).as("started again without commit").isEqualTo(Slot.A);
        Command commit = flipside("commit");
        assertThat(commit.code()).as(commit.toString()).isEqualTo(1);
        assertThat(flipside("show-artifact").out()).isEqualTo("release-1\n");
        assertThat(flipside("install", second.toString()).code())
                .as("the next attempt")
                .isEqualTo(4);
    }

    @Test
    void withTwoBootloadersConfiguredNothingIsInstalled() throws Exception {
        device.files()
                .writeConfig(
                        Slot.A,
                        device.config()
                                .with("uboot.partA", "2")
                                .with("uboot.partB", "3")
                                .with("uboot.runningSlot", "A"));
        Command install = flipside("install", second.toString());
        assertThat(install.code()).as(install.toString()).isEqualTo(1);
        assertThat(install.err()).contains("two boot controls at once: io.flipside.simulated, io.flipside.uboot");
    }

    @Test
    void commandsThatNeedAnAgentOrAServerSaySo() throws Exception {
        assertThat(flipside("check-update").err()).contains("start `flipside daemon`");
        assertThat(flipside("check-update").code()).isEqualTo(1);
        assertThat(flipside("rollback").code()).isEqualTo(2);
        assertThat(flipside("frobnicate").code()).isEqualTo(1);
        assertThat(flipside("help").code()).isZero();
    }
}
