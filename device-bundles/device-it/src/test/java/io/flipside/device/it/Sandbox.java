// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.Compression;
import io.flipside.bootloader.simulated.SimulatedBootloader;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A device's disk: two slots, a data partition, and a bootloader.
 *
 * @param root where all of it lies
 */
record Sandbox(Path root) {
    static final int SLOT_SIZE = 8 << 20;

    /** The discard port, where nothing listens: managed mode is configured, and there is no server. */
    private static final String NOBODY = "127.0.0.1:9";

    static Sandbox create(Path root) throws IOException {
        Sandbox sandbox = new Sandbox(root);
        Files.createDirectories(sandbox.data());
        for (Slot slot : Slot.values()) {
            try (RandomAccessFile file = new RandomAccessFile(sandbox.slot(slot).toFile(), "rw")) {
                file.setLength(SLOT_SIZE);
            }
            Files.writeString(sandbox.artifactInfo(slot), "artifact_name=release-1\n");
        }
        Files.writeString(root.resolve("device_type"), "device_type=virtual\n");
        Path identity = Files.writeString(root.resolve("identity"), "#!/bin/sh\necho mac=00:11:22:33:44:55\n");
        Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString("rwxr-xr-x"));
        sandbox.bootloader();
        return sandbox;
    }

    Path data() {
        return root.resolve("data");
    }

    Path slot(Slot slot) {
        return root.resolve("slot-" + slot);
    }

    /** Stands for a file in the slot's filesystem. */
    Path artifactInfo(Slot slot) {
        return root.resolve("artifact_info-" + slot);
    }

    SimulatedBootloader bootloader() throws IOException {
        return SimulatedBootloader.at(root.resolve("environment"));
    }

    /** A release whose image takes most of a slot. */
    Release release() throws IOException {
        byte[] image = new byte[SLOT_SIZE - 1000];
        new Random(1).nextBytes(image);
        Path imageFile = Files.write(root.resolve("image.ext4"), image);
        Path artifact = root.resolve("release-2.mender");
        ArtifactWriter.rootfsImage(imageFile)
                .name("release-2")
                .deviceTypes("virtual")
                .compression(Compression.NONE)
                .write(artifact);
        return new Release(image, artifact);
    }

    /** What to install, and what must then be in the slot. */
    record Release(byte[] image, Path artifact) {}

    /** What {@code flipside.conf} says while the system in {@code running} runs. */
    Map<String, String> configuration(Slot running) {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put("state.directory", data().resolve("state").toString());
        configuration.put("engine.directory", data().resolve("engine").toString());
        configuration.put("engine.deviceTypeFile", root.resolve("device_type").toString());
        configuration.put("engine.artifactInfoFile", artifactInfo(running).toString());
        configuration.put("engine.verifyKeys", "");
        configuration.put("engine.healthDirectory", root.resolve("health").toString());
        configuration.put("engine.healthTimeout", "30");
        configuration.put("engine.scriptsDirectory", root.resolve("scripts").toString());
        configuration.put("download.retrySeconds", "1");
        configuration.put("download.retryCount", "20");
        configuration.put("download.timeoutSeconds", "20");
        configuration.put("download.bytesPerSecond", "0");
        configuration.put("link.server", "http://" + NOBODY);
        configuration.put("link.keyFile", data().resolve("key.pem").toString());
        configuration.put("rootfs.slotA", slot(Slot.A).toString());
        configuration.put("rootfs.slotB", slot(Slot.B).toString());
        configuration.put("inventory.identityScript", root.resolve("identity").toString());
        configuration.put("inventory.directory", root.resolve("inventory").toString());
        configuration.put("console.socket", root.resolve("console.socket").toString());
        configuration.put("simulated.environment", root.resolve("environment").toString());
        configuration.put("simulated.runningSlot", running.toString());
        configuration.put("reboot.command", "true");
        return configuration;
    }
}
