// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.boot;

/**
 * Holds the running slot and the slot that the bootloader starts next.
 *
 * @param running the slot whose system runs now
 * @param next the slot that the next start chooses
 * @param trial whether {@code next} is on trial: if it starts and does not commit, the start after that goes back.
 *     {@code trial && running != next}: armed, not yet restarted. {@code trial && running == next}: the new system
 *     runs and is to commit. {@code !trial && running != next}: reverted, not yet restarted.
 */
public record BootState(Slot running, Slot next, boolean trial) {}
