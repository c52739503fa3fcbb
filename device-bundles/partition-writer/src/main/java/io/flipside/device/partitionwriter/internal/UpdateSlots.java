// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.device.boot.Slot;
import io.flipside.device.support.file.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stores the original and the target slot of an update durably in a file of the update's work directory.
 *
 * @param original the slot that ran when the update began
 * @param target the slot that it writes
 */
record UpdateSlots(Slot original, Slot target) {
    private static final String FILE = "rootfs-image";
    private static final String COMMITTING = "rootfs-image.committing";

    static boolean exists(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    static UpdateSlots load(Path directory) throws IOException {
        if (!exists(directory)) {
            throw new IOException("no slot was written for this update (" + directory.resolve(FILE)
                    + " is missing); install it again");
        }
        String text = Files.readString(directory.resolve(FILE)).strip();
        return switch (text) {
            case "A to B" -> new UpdateSlots(Slot.A, Slot.B);
            case "B to A" -> new UpdateSlots(Slot.B, Slot.A);
            default -> throw new IOException(
                    directory.resolve(FILE) + " says '" + text + "'; install the update again");
        };
    }

    /** Durable on return. */
    void save(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(COMMITTING));
        String text = original + " to " + target + "\n";
        DurableFiles.replace(directory.resolve(FILE), text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Notes that the bootloader is about to be told to commit the target; durable on return. */
    static void committing(Path directory) throws IOException {
        DurableFiles.replace(directory.resolve(COMMITTING), new byte[0]);
    }

    /** Whether the target may be committed already, because a commit was cut off. */
    static boolean wasCommitting(Path directory) {
        return Files.exists(directory.resolve(COMMITTING));
    }

    static void forget(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(COMMITTING));
        Files.deleteIfExists(directory.resolve(FILE));
        WriteCheckpoint.forget(directory);
    }
}
