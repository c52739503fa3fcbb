// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partition.internal;

import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an update remembers across restarts, in a small file in its work directory.
 *
 * @param original the slot that ran when the update began
 * @param target the slot that it writes
 */
record Flip(Slot original, Slot target) {
    private static final String FILE = "rootfs-image";
    private static final String COMMITTING = "rootfs-image.committing";

    static boolean exists(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    static Flip load(Path directory) throws IOException {
        if (!exists(directory)) {
            throw new IOException("no slot was written for this update (" + directory.resolve(FILE)
                    + " is missing); install it again");
        }
        String text = Files.readString(directory.resolve(FILE)).strip();
        return switch (text) {
            case "A to B" -> new Flip(Slot.A, Slot.B);
            case "B to A" -> new Flip(Slot.B, Slot.A);
            default -> throw new IOException(
                    directory.resolve(FILE) + " says '" + text + "'; install the update again");
        };
    }

    /** Durable on return. */
    void save(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(COMMITTING));
        Durable.write(directory, FILE, original + " to " + target + "\n");
    }

    /** The bootloader is about to be told that the target is permanent; durable on return. */
    static void committing(Path directory) throws IOException {
        Durable.write(directory, COMMITTING, "");
    }

    /** Whether the target may be permanent already, because a commit was cut off. */
    static boolean wasCommitting(Path directory) {
        return Files.exists(directory.resolve(COMMITTING));
    }

    static void forget(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(COMMITTING));
        Files.deleteIfExists(directory.resolve(FILE));
        Written.forget(directory);
    }
}
