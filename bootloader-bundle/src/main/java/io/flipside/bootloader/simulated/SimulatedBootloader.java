// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.simulated;

import io.flipside.bootloader.internal.environment.BootEnvironment;
import io.flipside.bootloader.internal.environment.SimulatedBootEnvironment;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * Selects the slot that a virtual device boots, by the rule of real bootloaders. A slot on trial is booted once;
 * without a commit, the next boot falls back to the other slot.
 *
 * <p>The environment is a file in U-Boot's format with two copies, which {@code fw_printenv} reads too. Use it only
 * while the device's process does not run, as a bootloader does.
 */
public final class SimulatedBootloader {
    private final BootEnvironment environment;

    private SimulatedBootloader(BootEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Uses the environment in a file; makes that of a fresh device, on which slot A is committed, if there is none yet.
     *
     * @throws IOException if the file can't be made
     */
    public static SimulatedBootloader at(Path file) throws IOException {
        return new SimulatedBootloader(SimulatedBootEnvironment.openOrCreate(file));
    }

    /**
     * Applies the boot rule, durably, and says which slot starts. Call it once for every start of the device, also
     * after the slot that was to start has not started.
     *
     * @throws IOException if the environment can't be read or written
     */
    public Start boot() throws IOException {
        SortedMap<String, String> variables = environment.read();
        Slot chosen = chosen(variables.getOrDefault(SimulatedBootEnvironment.BOOT_PART, ""));
        if (!"1".equals(variables.get("upgrade_available"))) {
            return new Start(chosen, false, false);
        }
        if ("0".equals(variables.get("bootcount"))) {
            environment.write(Map.of("bootcount", "1"));
            return new Start(chosen, true, false);
        }
        String part = SimulatedBootEnvironment.partition(chosen.other());
        environment.write(Map.of(
                SimulatedBootEnvironment.BOOT_PART,
                part,
                "mender_boot_part_hex",
                part,
                "upgrade_available",
                "0",
                "bootcount",
                "0"));
        return new Start(chosen.other(), false, true);
    }

    /**
     * As {@link #boot()}, where a slot may fail to start (no kernel, a panic): then the next attempt follows at once.
     *
     * @param starts whether a slot starts
     * @throws IOException if the committed slot does not start either
     */
    public Start boot(Predicate<Slot> starts) throws IOException {
        Start first = boot();
        if (starts.test(first.slot)) {
            return first;
        }
        Start second = first.trial ? boot() : first;
        if (first.trial && starts.test(second.slot)) {
            return second;
        }
        throw new IOException("slot " + second.slot + " does not start, and there is none to go back to");
    }

    /**
     * All variables, for tests and for people.
     *
     * @throws IOException if the environment can't be read
     */
    public SortedMap<String, String> variables() throws IOException {
        return environment.read();
    }

    private static Slot chosen(String part) {
        return part.equals(SimulatedBootEnvironment.partition(Slot.B)) ? Slot.B : Slot.A;
    }

    /**
     * Says which slot a start of the device chose, and why.
     *
     * @param slot the slot that starts
     * @param trial whether it is on trial
     * @param fellBack whether the slot that was on trial has been given up by this start
     */
    public record Start(Slot slot, boolean trial, boolean fellBack) {}
}
