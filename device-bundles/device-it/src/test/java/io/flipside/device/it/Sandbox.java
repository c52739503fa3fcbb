// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import io.flipside.bootloader.simulated.SimulatedBootloader;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A device's disk: two slots, a data partition, and a bootloader.
 *
 * @param root where all of it lies
 */
record Sandbox(Path root) {
    static final int SLOT_SIZE = 8 << 20;

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
