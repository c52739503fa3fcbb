// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the slot from which the running system was booted. */
@FunctionalInterface
interface RunningSlotFinder {
    Slot find() throws IOException;

    /**
     * As configured.
     *
     * @param name {@code A}, {@code B}, or {@code auto}: the slot whose device is mounted as the root
     */
    static RunningSlotFinder of(String name, Path slotA, Path slotB) {
        return switch (name) {
            case "A" -> () -> Slot.A;
            case "B" -> () -> Slot.B;
            case "auto" -> () -> mounted(Path.of("/"), slotA, slotB);
            default -> throw new IllegalArgumentException("runningSlot is A, B or auto, not '" + name + "'");
        };
    }

    /** Compares device numbers: names are aliases. */
    static Slot mounted(Path root, Path slotA, Path slotB) throws IOException {
        Object device = Files.getAttribute(root, "unix:dev");
        if (device.equals(number(slotA))) {
            return Slot.A;
        }
        if (device.equals(number(slotB))) {
            return Slot.B;
        }
        throw new IOException("the root filesystem lies neither on " + slotA + " nor on " + slotB
                + "; set uboot.runningSlot to A or B in this slot's own configuration");
    }

    private static Object number(Path slot) throws IOException {
        return Files.getAttribute(slot, "unix:rdev");
    }
}
