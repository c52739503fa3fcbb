// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.virtual;

import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Locates the files of a virtual device, and writes its configuration and its unpacked root filesystem.
 *
 * @param directory everything is below it
 */
public record VirtualDeviceFiles(Path directory) {
    /** The data partition. */
    public Path data() {
        return directory.resolve("data");
    }

    /** A root partition. */
    public Path slot(Slot slot) {
        return directory.resolve("slot-" + slot.name().toLowerCase(java.util.Locale.ROOT) + ".img");
    }

    /** The bootloader's variables. */
    public Path bootEnvironment() {
        return directory.resolve("boot.env");
    }

    /** The running system's files. */
    public Path rootfs() {
        return directory.resolve("rootfs");
    }

    /** The agent's configuration, written anew at every start. */
    public Path config() {
        return directory.resolve("flipside.conf");
    }

    /** Everything the agent has printed. */
    public Path log() {
        return directory.resolve("agent.log");
    }

    /** The control channel. */
    public Path socket() {
        return data().resolve("control.socket");
    }

    private Path identity() {
        return directory.resolve("identity");
    }

    void writeIdentity(String mac) throws IOException {
        Files.writeString(identity(), "#!/bin/sh\necho mac=" + mac + "\n");
        if (!identity().toFile().setExecutable(true)) {
            throw new IOException(identity() + ": can't be made executable");
        }
    }

    /** Makes a system the running one. */
    void mount(VirtualRootImage system, Slot slot, VirtualDeviceConfig config) throws IOException {
        DirectoryDeletion.delete(rootfs());
        Files.createDirectories(rootfs());
        system.unpack(rootfs());
        writeConfig(slot, config);
    }

    /** Writes the configuration as the system in a slot would find it. */
    public void writeConfig(Slot running, VirtualDeviceConfig config) throws IOException {
        Map<String, String> lines = new TreeMap<>(defaults(running));
        lines.putAll(config.settings());
        Files.writeString(
                config(),
                lines.entrySet().stream()
                        .filter(line -> !line.getValue().isEmpty())
                        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private Map<String, String> defaults(Slot running) {
        return Map.ofEntries(
                Map.entry("state.directory", "${data}/state"),
                Map.entry("engine.directory", "${data}/engine"),
                Map.entry("engine.deviceTypeFile", "${data}/device_type"),
                Map.entry(
                        "engine.artifactInfoFile",
                        rootfs().resolve("etc/artifact_info").toString()),
                Map.entry("engine.healthDirectory", rootfs().resolve("health.d").toString()),
                Map.entry("engine.healthTimeout", "3"),
                Map.entry("rootfs.slotA", slot(Slot.A).toString()),
                Map.entry("rootfs.slotB", slot(Slot.B).toString()),
                Map.entry("simulated.environment", bootEnvironment().toString()),
                Map.entry("simulated.runningSlot", running.name()),
                Map.entry("reboot.command", "kill ${pid}"),
                Map.entry("download.retrySeconds", "1"),
                Map.entry("download.retryCount", "10"),
                Map.entry("download.timeoutSeconds", "10"),
                Map.entry("download.bytesPerSecond", "0"),
                Map.entry("inventory.identityScript", identity().toString()),
                Map.entry("inventory.directory", rootfs().resolve("inventory.d").toString()),
                Map.entry("console.socket", socket().toString()));
    }
}
