// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.boot;

/**
 * Holds the running slot and the slot that boots next.
 *
 * @param running the slot whose system runs now
 * @param next the slot that the bootloader chooses at the next boot
 * @param trial whether {@code next} is on trial: if it boots and does not commit, the boot after that goes back.
 *     {@code trial && running != next}: pending, not yet rebooted. {@code trial && running == next}: the new system
 *     runs and is to commit. {@code !trial && running != next}: reverted, not yet rebooted.
 */
public record BootState(Slot running, Slot next, boolean trial) {}
