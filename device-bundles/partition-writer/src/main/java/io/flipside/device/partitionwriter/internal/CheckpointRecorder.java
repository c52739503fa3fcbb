// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.artifact.model.Checkpoint;
import io.flipside.artifact.model.PayloadFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * Saves a {@link WriteCheckpoint} every few seconds while an image is written, so that after a power cut the next
 * attempt can resume there. A cut costs seconds of work, whatever the speed. One thread asks what is {@link #due},
 * another one calls the rest.
 */
final class CheckpointRecorder {
    private static final Logger LOG = System.getLogger(CheckpointRecorder.class.getName());

    /** Buffers for which the checksum up to their end is kept: a checkpoint may lie that far back. */
    private static final int MOST_SUMS = 64;

    private final SlotDevice target;
    private final PayloadFile image;
    private final Path memory;
    private final Duration pause;
    private final long start;
    private final CRC32C crc;
    private final NavigableMap<Long, Long> sums = new TreeMap<>();
    private long due;
    private boolean forgetful;
    private Optional<Checkpoint> last = Optional.empty();

    private CheckpointRecorder(
            SlotDevice target, PayloadFile image, Path memory, Duration pause, long start, CRC32C crc) {
        this.target = target;
        this.image = image;
        this.memory = memory;
        this.pause = pause;
        this.start = start;
        this.crc = crc;
        this.due = System.nanoTime() + pause.toNanos();
    }

    /**
     * Goes on behind what an attempt before has written, or else begins.
     *
     * @throws IOException if the slot does not hold that any more; then the image can't be used any more, either
     */
    static CheckpointRecorder of(
            SlotDevice target, PayloadFile image, Path memory, Duration pause, BooleanSupplier cancelled)
            throws IOException {
        Optional<WriteCheckpoint> before = WriteCheckpoint.load(memory, target.slot(), image);
        if (before.isEmpty()) {
            return new CheckpointRecorder(target, image, memory, pause, 0, new CRC32C());
        }
        Checkpoint from = before.get().checkpoint();
        CRC32C crc = new CRC32C();
        try (InputStream head =
                new CheckedInputStream(new ReadBackInput(target.path(), from.fileOffset(), cancelled), crc)) {
            image.resume(from, head);
        }
        if (crc.getValue() != before.get().crc()) {
            throw new IOException(target + " does not hold any more what was written to it");
        }
        return new CheckpointRecorder(target, image, memory, pause, from.fileOffset(), crc);
    }

    /** Where writing starts; a multiple of a buffer. */
    long start() {
        return start;
    }

    /** A checkpoint at or before what was read, if it is time for the next. */
    Optional<Checkpoint> due() {
        if (System.nanoTime() - due < 0) {
            return Optional.empty();
        }
        due = System.nanoTime() + pause.toNanos();
        return image.checkpoint();
    }

    /** The next bytes of the image have been written, up to a position. */
    void wrote(ByteBuffer bytes, long position) {
        crc.update(bytes);
        sums.put(position, crc.getValue());
        if (sums.size() > MOST_SUMS) {
            sums.pollFirstEntry();
        }
    }

    /** What can be remembered of a checkpoint, once it is durable; only whole buffers can. */
    Optional<WriteCheckpoint> upTo(Checkpoint checkpoint) {
        Long sum = sums.get(checkpoint.fileOffset());
        boolean news = !forgetful && !last.equals(Optional.of(checkpoint));
        return news && sum != null && checkpoint.fileOffset() % DirectFile.BUFFER == 0
                ? Optional.of(new WriteCheckpoint(target.slot(), image.digest(), image.size(), checkpoint, sum))
                : Optional.empty();
    }

    /** An image must not fail because this can't be kept. */
    void remember(WriteCheckpoint written) {
        try {
            written.save(memory);
            last = Optional.of(written.checkpoint());
        } catch (IOException e) {
            forgetful = true;
            if (!Thread.currentThread().isInterrupted()) {
                LOG.log(Level.WARNING, "after a power cut the download would begin anew: {0} in {1}", e, memory);
            }
        }
    }
}
