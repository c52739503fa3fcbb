// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.virtual;

import io.flipside.bootloader.simulated.SimulatedBootloader;
import io.flipside.device.boot.Slot;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Simulates a device: files in a directory stand for its hardware, and the agent is a real process. While its power is
 * on, a supervisor starts the agent from the slot that the bootloader chooses, and again whenever the agent's process
 * ends: that is what "restart" means here, also after the process was killed. Thread-safe.
 */
public final class VirtualDevice implements Closeable {
    private static final System.Logger LOG = System.getLogger("flipside.virtual");
    private static final int MAX_FAILED_STARTS = 5;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final VirtualDeviceFiles files;
    private VirtualDeviceConfig config;
    private @Nullable Thread supervisor;
    private @Nullable Process agent;
    private Optional<String> release = Optional.empty();
    private Optional<String> defect = Optional.empty();
    private int boots;
    private volatile boolean power;

    private VirtualDevice(VirtualDeviceFiles files, VirtualDeviceConfig config) {
        this.files = files;
        this.config = config;
    }

    /** Makes a device as it leaves the factory: a system in slot A, nothing in slot B, power off. */
    public static VirtualDevice manufacture(Path directory, VirtualDeviceConfig config, Path firstImage)
            throws IOException {
        VirtualDeviceFiles files = new VirtualDeviceFiles(directory);
        Files.createDirectories(files.data());
        for (Slot slot : Slot.values()) {
            Path partition = files.slot(slot);
            if (slot == Slot.A) {
                Files.copy(firstImage, partition);
            }
            try (RandomAccessFile file = new RandomAccessFile(partition.toFile(), "rw")) {
                file.setLength(config.slotSize());
            }
        }
        Files.writeString(files.data().resolve("device_type"), "device_type=" + config.deviceType() + "\n");
        files.writeIdentity(config.mac());
        SimulatedBootloader.at(files.bootEnvironment());
        return new VirtualDevice(files, config);
    }

    /** Switches it on. */
    public synchronized void powerOn() {
        if (supervisor == null) {
            power = true;
            defect = Optional.empty();
            Thread thread = new Thread(this::supervise, "virtual-device-" + config.mac());
            thread.setDaemon(true);
            thread.start();
            supervisor = thread;
        }
    }

    /** Replaces its configuration; the next start reads it. */
    public synchronized void reconfigure(VirtualDeviceConfig changed) {
        config = changed;
    }

    /** Switches it off: the agent is asked to end, and not started again. */
    public void powerOff() {
        power = false;
        Thread running;
        synchronized (this) {
            if (agent != null) {
                agent.destroy();
            }
            running = supervisor;
            supervisor = null;
        }
        try {
            if (running != null) {
                running.join(STOP_LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** Cuts the power for a moment: the agent's process is killed, the bootloader starts again. */
    public synchronized void kill() {
        if (agent != null) {
            agent.destroyForcibly();
        }
    }

    /** Same as {@link #powerOff()}. */
    @Override
    public void close() {
        powerOff();
    }

    /** The release that the running system says it is; empty while it is off. */
    public synchronized Optional<String> release() {
        return release;
    }

    /** Why it does not start any more: neither slot holds a system, or the agent does not run at all. */
    public synchronized Optional<String> defect() {
        return defect;
    }

    /** The agent's process, while one runs. */
    public synchronized Optional<ProcessHandle> agent() {
        return Optional.ofNullable(agent).filter(Process::isAlive).map(Process::toHandle);
    }

    /** How often it has started. */
    public synchronized int boots() {
        return boots;
    }

    /** Whether the system that starts next is on trial. */
    public boolean onTrial() throws IOException {
        return "1"
                .equals(SimulatedBootloader.at(files.bootEnvironment())
                        .variables()
                        .get("upgrade_available"));
    }

    /** Where everything is. */
    public VirtualDeviceFiles files() {
        return files;
    }

    /** What it is made of. */
    public synchronized VirtualDeviceConfig config() {
        return config;
    }

    private void supervise() {
        int failedStarts = 0;
        try {
            while (power && failedStarts < MAX_FAILED_STARTS) {
                Process started = boot();
                int code = started.waitFor();
                failedStarts = code == 1 ? failedStarts + 1 : 0;
            }
            if (power) {
                broken("the agent does not run; see " + files.log());
            }
        } catch (IOException e) {
            broken(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void broken(@Nullable String why) {
        defect = Optional.of(config.mac() + ": " + why);
        release = Optional.empty();
        LOG.log(System.Logger.Level.ERROR, defect.get());
    }

    /**
     * Starts the device once without its agent, as one on which nobody runs the daemon: the bootloader chooses, the system
     * is there, and the {@code flipside} command finds its configuration.
     *
     * @return the slot whose system runs
     */
    public synchronized Slot startSystem() throws IOException {
        Map<Slot, VirtualRootImage> systems = new EnumMap<>(Slot.class);
        SimulatedBootloader.Start start =
                SimulatedBootloader.at(files.bootEnvironment()).boot(slot -> starts(slot, systems));
        VirtualRootImage system = Objects.requireNonNull(systems.get(start.slot()));
        files.mount(system, start.slot(), config);
        boots++;
        release = Optional.of(system.release());
        return start.slot();
    }

    private synchronized Process boot() throws IOException {
        startSystem();
        ProcessBuilder command = new ProcessBuilder(
                config.distribution().resolve("bin/flipside").toString(),
                "--data",
                files.data().toString(),
                "--config",
                files.config().toString(),
                "daemon");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // If this process is killed, nobody is left to switch the device off.
        command.environment()
                .put(
                        "FLIPSIDE_JAVA_OPTIONS",
                        "-Dflipside.supervisor=" + ProcessHandle.current().pid());
        command.directory(files.directory().toFile());
        command.redirectErrorStream(true);
        command.redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
        Process started = command.start();
        started.getOutputStream().close();
        agent = started;
        if (!power) {
            started.destroy();
        }
        return started;
    }

    /** A slot without a whole image is a kernel panic. */
    private boolean starts(Slot slot, Map<Slot, VirtualRootImage> systems) {
        try {
            VirtualRootImage.read(files.slot(slot)).ifPresent(system -> systems.put(slot, system));
            return systems.containsKey(slot);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "slot {0} can't be read: {1}", slot, e.getMessage());
            return false;
        }
    }

    /** Waits until the agent's process has ended. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        Process running;
        synchronized (this) {
            running = agent;
        }
        return running == null || running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
