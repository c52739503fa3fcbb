// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.bootloader.internal.environment.BootEnvironment;
import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

/**
 * Implements boot control with Mender's bootloader variables. {@code mender_boot_part} selects the slot, {@code
 * upgrade_available=1} marks it as on trial, {@code bootcount} counts the boots of a trial.
 *
 * <p>Each change is one write. Before one that lets another slot start, what the environment says is held against what
 * runs: an environment that the bootloader does not share would brick the device in silence.
 */
abstract class EnvironmentBootControl implements BootControl {
    private static final Logger LOG = System.getLogger(EnvironmentBootControl.class.getName());
    private static final String BOOT_PART = "mender_boot_part";
    private static final String BOOT_PART_HEX = "mender_boot_part_hex";
    private static final String TRIAL = "upgrade_available";
    private static final String STARTS = "bootcount";
    private final BootEnvironment environment;
    private final SlotPartitionNumbers partitions;
    private final RunningSlotFinder runningSlot;

    EnvironmentBootControl(
            BootEnvironment environment, SlotPartitionNumbers partitions, RunningSlotFinder runningSlot) {
        this.environment = environment;
        this.partitions = partitions;
        this.runningSlot = runningSlot;
    }

    @Override
    public final BootState state() throws IOException {
        return state(environment.read());
    }

    @Override
    public final synchronized void protect(Slot target) throws IOException {
        BootState state = checkedFor(target);
        environment.write(committed(state.running()));
        if (state.trial()) {
            LOG.log(Level.INFO, "slot {0} is no longer on trial: slot {1} starts next", target, state.running());
        }
    }

    @Override
    public final synchronized void tryNext(Slot target) throws IOException {
        checkedFor(target);
        Map<String, String> changes = start(target);
        changes.put(TRIAL, "1");
        changes.put(STARTS, "0");
        environment.write(changes);
        LOG.log(Level.INFO, "slot {0} starts next, on trial", target);
    }

    @Override
    public final synchronized void commit() throws IOException {
        BootState state = state();
        if (state.running() != state.next()) {
            throw new IOException("can't commit slot " + state.running() + ": the bootloader starts slot "
                    + state.next() + " next; reboot the device");
        }
        environment.write(Map.of(TRIAL, "0"));
        if (state.trial()) {
            LOG.log(Level.INFO, "slot {0} is committed", state.running());
        }
    }

    @Override
    public final synchronized void revert(Slot previous) throws IOException {
        environment.write(committed(previous));
        LOG.log(Level.INFO, "slot {0} starts next, and is committed", previous);
    }

    private BootState state(Map<String, String> variables) throws IOException {
        String part = variables.getOrDefault(BOOT_PART, "");
        Slot next = partitions
                .slot(part)
                .orElseThrow(() -> new IOException("the bootloader starts partition '" + part + "' (" + BOOT_PART
                        + "), which is neither slot: " + partitions + "; correct the configuration or the variable"));
        return new BootState(runningSlot.find(), next, "1".equals(variables.get(TRIAL)));
    }

    /** Refuses unless the running system is committed (or would be again without the trial that is pending). */
    private BootState checkedFor(Slot target) throws IOException {
        Map<String, String> variables = environment.read();
        checkCanary(variables);
        BootState state = state(variables);
        if (target == state.running()) {
            throw new IOException("slot " + target + " is running; only the other one can be replaced");
        }
        if (state.trial() && state.next() == state.running()) {
            throw new IOException("slot " + state.running() + " is on trial; commit it or roll back first");
        }
        if (!state.trial() && state.next() != state.running()) {
            throw new IOException("slot " + state.running() + " is running, but the bootloader starts slot "
                    + state.next() + "; reboot the device. If it runs " + state.running()
                    + " again, then the bootloader does not use this environment");
        }
        return state;
    }

    private static void checkCanary(Map<String, String> variables) throws IOException {
        if ("1".equals(variables.get("mender_check_saveenv_canary"))
                && !"1".equals(variables.get("mender_saveenv_canary"))) {
            throw new IOException("the bootloader has not left its mark (mender_saveenv_canary) in this environment:"
                    + " it saves another one; compare its offsets with those of fw_env.config");
        }
    }

    private Map<String, String> committed(Slot slot) {
        Map<String, String> changes = start(slot);
        changes.put(TRIAL, "0");
        return changes;
    }

    private Map<String, String> start(Slot slot) {
        Map<String, String> changes = new HashMap<>();
        changes.put(BOOT_PART, Integer.toString(partitions.number(slot)));
        changes.put(BOOT_PART_HEX, Integer.toHexString(partitions.number(slot)));
        return changes;
    }
}
