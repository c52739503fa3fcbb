// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.device.boot.Slot;
import java.util.Optional;

/**
 * Maps each slot to the partition number that the bootloader uses for it.
 *
 * @param a number of slot A
 * @param b number of slot B
 */
record SlotPartitionNumbers(int a, int b) {
    SlotPartitionNumbers {
        if (a < 1 || b < 1 || a == b) {
            throw new IllegalArgumentException(
                    "partA = " + a + " and partB = " + b + ", but two different numbers from 1 on are expected");
        }
    }

    int number(Slot slot) {
        return slot == Slot.A ? a : b;
    }

    /** The slot of a partition number in decimal digits. */
    Optional<Slot> slot(String number) {
        if (number.equals(Integer.toString(a))) {
            return Optional.of(Slot.A);
        }
        return number.equals(Integer.toString(b)) ? Optional.of(Slot.B) : Optional.empty();
    }
}
