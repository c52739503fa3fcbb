// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;

/**
 * Checks, writes and verifies the device or file that holds a slot's filesystem.
 *
 * @param slot the slot
 * @param path a block device, or a file whose length is that of the partition which it stands for
 */
record SlotDevice(Slot slot, Path path) {
    private static final Path SYSFS = Path.of("/sys/dev/block");
    private static final int TYPE = 0170000;
    private static final int BLOCK_DEVICE = 0060000;

    /** Refuses an image that can't be written here, before the first byte. */
    void check(long imageSize) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(this + " does not exist; correct the configuration");
        }
        if (!Files.isRegularFile(path) && !isBlockDevice()) {
            throw new IOException(this + " is neither a block device nor a file; correct the configuration");
        }
        if (isBlockDevice() && MountedDevices.now().contain((long) Files.getAttribute(path, "unix:rdev"))) {
            throw new IOException(this + " is mounted; unmount it, or correct the configuration");
        }
        if (isBlockDevice()
                && MountedDevices.now().containPartOf((long) Files.getAttribute(path, "unix:rdev"), SYSFS)) {
            throw new IOException(
                    this + " is a whole disk, and a partition of it is mounted; correct the configuration");
        }
        long capacity = capacity();
        if (imageSize > capacity) {
            throw new IOException("the image takes " + imageSize + " bytes, but " + this + " has only " + capacity
                    + "; nothing was written");
        }
    }

    /** Refuses a configuration that gives both slots the same place: the running system would be overwritten. */
    void requireOtherThan(SlotDevice running) throws IOException {
        if (Files.exists(running.path) && (Files.isSameFile(path, running.path) || sameDevice(running))) {
            throw new IOException(this + " is the same place as " + running
                    + ", whose system is running; correct rootfs.slotA or rootfs.slotB");
        }
    }

    private boolean sameDevice(SlotDevice other) throws IOException {
        return isBlockDevice()
                && other.isBlockDevice()
                && Files.getAttribute(path, "unix:rdev").equals(Files.getAttribute(other.path, "unix:rdev"));
    }

    private boolean isBlockDevice() throws IOException {
        return ((int) Files.getAttribute(path, "unix:mode") & TYPE) == BLOCK_DEVICE;
    }

    private long capacity() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.size();
        }
    }

    /**
     * Writes the image, durably, from where the recorder starts, and reads the whole image back. Refuses it unless the slot
     * holds what the manifest promises.
     */
    void write(PayloadFile image, CheckpointRecorder recorder, BooleanSupplier cancelled) throws IOException {
        try (ReadBackVerifier readBack = new ReadBackVerifier(path, image.size(), recorder.start(), cancelled);
                OverlappedWriter writer = new OverlappedWriter(path, recorder, readBack::follow, cancelled)) {
            long written = recorder.start() + writer.copy(image.content());
            writer.finish();
            if (written != image.size()) {
                throw new IOException("the image has " + written + " bytes instead of " + image.size());
            }
            verify(readBack.digest(), image.digest());
        } catch (OverlappedWriter.WriteException e) {
            throw new IOException(
                    "can't write " + this + " at byte " + e.position() + ": " + e.getMessage()
                            + "; the running system is as it was",
                    e);
        }
    }

    private void verify(Digest found, Digest promised) throws IOException {
        if (!found.equals(promised)) {
            throw new IOException(this + " does not hold what was written to it: it reads as SHA-256 " + found
                    + " instead of " + promised + "; the storage is faulty, and nothing was activated");
        }
    }

    @Override
    public String toString() {
        return "slot " + slot + " (" + path + ")";
    }
}
