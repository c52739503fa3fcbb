// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads and changes files in an image, which is one file system, or a disk whose partition is found or was chosen.
 *
 * @param name what it is called in messages
 * @param partition the number that the user chose, if any
 * @param scratch a directory for copies of partitions
 */
public record ImageFile(Path file, String name, OptionalInt partition, Path scratch, CommandEnvironment environment) {

    /** Whether the start of an image is one in which files can be changed, {@value ImageKind#START} bytes of it. */
    public static boolean isChangeable(byte[] start) {
        return ImageKind.of(start).filter(ImageKind.EXT4::equals).isPresent() || PartitionTable.isAnnounced(start);
    }

    /** The same of a whole file. */
    public static boolean isChangeable(Path file) throws IOException {
        return isChangeable(ImageKind.start(file));
    }

    /** Copies a file out of the image. */
    public void extract(String path, Path target) throws IOException {
        var found = find();
        var fileSystem = found.isEmpty() ? file : copied(found.get(0));
        Ext4Image.open(fileSystem, described(found), environment).extract(path, target);
    }

    /** Changes files in the image. */
    public void change(Ext4Image.Change change) throws IOException {
        var found = find();
        if (found.isEmpty()) {
            Ext4Image.change(file, name, environment, change);
            return;
        }
        var copy = copied(found.get(0));
        Ext4Image.change(copy, described(found), environment, change);
        for (var partition : found) {
            partition.copyIn(copy, file);
        }
        if (found.size() > 1) {
            environment.warn("partitions " + PartitionFinder.listed(found) + " of " + name
                    + " were equal: all of them are changed");
        }
    }

    /** Whether a file is a disk, with a table of its partitions. */
    public static boolean isDisk(Path file) throws IOException {
        return PartitionTable.isAnnounced(ImageKind.start(file));
    }

    /** What is damaged, if it seems to have been an ext4 file system. */
    public static Optional<String> damage(Path file) throws IOException {
        return Ext4Superblock.backup(file)
                .map(copy -> "a file system whose superblock is damaged; there is a copy of it: e2fsck " + copy + " "
                        + file);
    }

    /** A copy of the partition of a disk, in the scratch directory. */
    public Path partitionCopy() throws IOException {
        var found = find().get(0);
        environment.warn(name + " is a disk; only its partition " + found + " is taken");
        return copied(found);
    }

    private List<DiskPartition> find() throws IOException {
        var partitions = PartitionTable.of(file, name);
        if (partitions.isPresent()) {
            return new PartitionFinder(this, partitions.get()).find();
        }
        if (partition.isPresent()) {
            throw ToolException.failed(name + " has no partition table; leave --partition away");
        }
        return List.of();
    }

    private Path copied(DiskPartition found) throws IOException {
        var copy = scratch.resolve("partition");
        Files.deleteIfExists(copy);
        found.copyOut(file, copy);
        return copy;
    }

    private String described(List<DiskPartition> found) {
        return found.isEmpty() ? name : "partition " + found.get(0).number() + " of " + name;
    }
}
