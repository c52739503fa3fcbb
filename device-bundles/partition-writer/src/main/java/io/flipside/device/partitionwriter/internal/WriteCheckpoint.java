// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.artifact.model.Checkpoint;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.device.boot.Slot;
import io.flipside.device.support.file.DurableFiles;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records durably how much of an image has been written to a slot, so that an interrupted download can resume there.
 * The record is a small file in the update's work directory. Whoever goes on from it still checks the whole image.
 *
 * @param slot the slot
 * @param digest of the whole image
 * @param size of the whole image
 * @param checkpoint how to get the rest; the bytes before its file offset are on the slot
 * @param crc CRC-32C of these bytes
 */
record WriteCheckpoint(Slot slot, Digest digest, long size, Checkpoint checkpoint, long crc) {
    private static final Logger LOG = System.getLogger(WriteCheckpoint.class.getName());
    private static final String FILE = "rootfs-image.written";
    private static final int MAX_BYTES = 1024;
    private static final Pattern TEXT =
            Pattern.compile("([AB]) ([0-9a-f]{64}) ([0-9]{1,18}) ([0-9]+ [0-9]+) ([0-9a-f]{1,8})\n");

    /**
     * Reads what an attempt before has written of this image to this slot; a file that is not as it was saved, or can't be read,
     * counts as none.
     */
    static Optional<WriteCheckpoint> load(Path directory, Slot slot, PayloadFile image) {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            Matcher fields = TEXT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            return fields.matches() ? parse(fields).filter(found -> found.suits(slot, image)) : Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, () -> "the download begins anew: how far the last one was can't be read: " + e);
            return Optional.empty();
        }
    }

    private static Optional<WriteCheckpoint> parse(Matcher fields) {
        return Checkpoint.parse(fields.group(4))
                .map(checkpoint -> new WriteCheckpoint(
                        Slot.valueOf(fields.group(1)),
                        new Digest(fields.group(2)),
                        Long.parseLong(fields.group(3)),
                        checkpoint,
                        Long.parseLong(fields.group(5), 16)));
    }

    private boolean suits(Slot target, PayloadFile image) {
        return slot == target
                && digest.equals(image.digest())
                && size == image.size()
                && checkpoint.fileOffset() <= size
                && checkpoint.fileOffset() % DirectFile.BUFFER == 0;
    }

    /** Durable on return. */
    void save(Path directory) throws IOException {
        String text = slot + " " + digest + " " + size + " " + checkpoint.text() + " " + Long.toHexString(crc) + "\n";
        DurableFiles.replace(directory.resolve(FILE), text.getBytes(StandardCharsets.US_ASCII));
    }

    static void forget(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }
}
