// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.Slot;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualDeviceConfig;
import io.flipside.virtual.VirtualRootImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power cuts in the midst of a download: what was written is not fetched again. The amounts can be measured with other
 * sizes: {@code -Dflipside.resume.mib=256 -Dflipside.resume.percent=90}.
 */
@ExtendWith(Managed.Server.class)
class ResumeIT {
    private static final long IMAGE = Integer.getInteger("flipside.resume.mib", 64) * Lab.MIB;
    private static final int PERCENT = Integer.getInteger("flipside.resume.percent", 75);
    /** The note that the partition writer keeps. */
    private static final String NOTE = "engine/work/payload/rootfs-image.written";

    private final Managed managed;

    @TempDir
    Path directory;

    private Path first;
    private Path artifact;
    private VirtualDeviceConfig config;

    ResumeIT(Managed managed) {
        this.managed = managed;
    }

    @BeforeEach
    void haveAnArtifactThatTakesFiveSeconds() throws IOException {
        first = Lab.image(directory, VirtualRootImage.healthy("resume-1"), Lab.MIB);
        artifact = Lab.artifact(Lab.image(directory, VirtualRootImage.healthy("resume-2"), IMAGE), "resume-2");
        config = Lab.config(IMAGE + Lab.MIB).with("download.bytesPerSecond", Long.toString(Files.size(artifact) / 5));
    }

    @Test
    void onlyTheRestIsFetchedAfterAPowerCut() throws Exception {
        try (ArtifactHost host = new ArtifactHost(artifact);
                VirtualDevice device = Lab.device(directory.resolve("device"), config, first)) {
            cutInMidDownload(host, device);

            Command resume = Command.flipside(device, "resume");

            assertThat(resume.code()).as(resume.toString()).isEqualTo(4);
            assertThat(log(device)).contains("the download goes on at byte").doesNotContain("begins again");
            System.out.printf(
                    "ResumeIT: %,d bytes, cut at %d %%: %s, %,d bytes sent in all%n",
                    host.size(), PERCENT, host.log(), host.sent());
            assertThat(host.log()).hasSize(3);
            assertThat(host.log().get(2).from()).as("where the rest begins").isGreaterThan(host.size() / 4);
            assertThat(host.sent()).isLessThan(host.size() * 8 / 5);
            assertThat(device.startSystem()).isEqualTo(Slot.B);
        }
    }

    @Test
    void aDamagedSlotIsWrittenFromTheStart() throws Exception {
        try (ArtifactHost host = new ArtifactHost(artifact);
                VirtualDevice device = Lab.device(directory.resolve("device"), config, first)) {
            cutInMidDownload(host, device);
            try (FileChannel slot = FileChannel.open(device.files().slot(Slot.B), StandardOpenOption.WRITE)) {
                slot.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), Lab.MIB);
            }

            Command resume = Command.flipside(device, "resume");

            assertThat(resume.code()).as(resume.toString()).isEqualTo(4);
            assertThat(log(device)).containsOnlyOnce("could not go on in the middle, and begins again");
            assertThat(host.log()).extracting(ArtifactHost.Request::from).containsOnly(0L);
            assertThat(device.startSystem()).isEqualTo(Slot.B);
        }
    }

    @Test
    void aManagedUpdateGoesOnByItself() throws Exception {
        managed.api().upload(artifact);
        try (VirtualDevice device = Lab.device(directory.resolve("device"), managed.manage(config), first)) {
            String id = managed.accept(device);
            String deployment = managed.deploy("resume-2", id);
            awaitNote(device);
            device.kill();

            assertThat(managed.await(deployment, id)).isEqualTo("success");
            managed.assertRuns(device, id, "resume-2");
            assertThat(log(device)).contains("the download goes on at byte").doesNotContain("begins again");
        }
    }

    /** The process that downloads is killed, as by a power cut. */
    private void cutInMidDownload(ArtifactHost host, VirtualDevice device) throws Exception {
        device.startSystem();
        Path output = directory.resolve("install.log");
        Process install =
                Command.started(device, output, "install", host.artifact().toString());
        try {
            awaitNote(device);
            Eventually.is(PERCENT + " % are sent", Managed.PATIENCE, () -> host.sent() >= host.size() * PERCENT / 100);
            assertThat(install.isAlive()).as(Files.readString(output)).isTrue();
        } finally {
            install.destroyForcibly().waitFor();
        }
    }

    private static void awaitNote(VirtualDevice device) throws Exception {
        Eventually.is(
                "something is written, durably",
                Managed.PATIENCE,
                () -> Files.exists(device.files().data().resolve(NOTE)));
    }

    private static String log(VirtualDevice device) throws IOException {
        return Files.readString(device.files().data().resolve("engine/log"));
    }
}
