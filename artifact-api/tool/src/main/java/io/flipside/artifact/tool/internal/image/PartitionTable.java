// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads where the partitions of a disk image lie, from a GPT or an MBR. */
final class PartitionTable {
    private PartitionTable() {}

    /**
     * The partitions, in the order of their numbers.
     *
     * @param name what the image is called in messages
     * @return nothing if it is no disk, but a single file system for example
     * @throws ToolException if the table is damaged
     */
    static Optional<List<DiskPartition>> of(Path image, String name) throws IOException {
        if (!isAnnounced(ImageKind.start(image))) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(image)) {
            var sectors = new SectorReader(channel, name);
            var first = sectors.read(0, MbrReader.SECTOR);
            var partitions =
                    MbrReader.announcesGpt(first) ? GptReader.read(sectors) : new MbrReader(sectors).read(first);
            for (var partition : partitions) {
                if (partition.start() < MbrReader.SECTOR || partition.start() + partition.size() > channel.size()) {
                    throw sectors.damaged("partition " + partition.number() + " ends behind the end of the image");
                }
            }
            return Optional.of(partitions);
        }
    }

    /** Whether the start of an image says that it is a disk. */
    static boolean isAnnounced(byte[] start) {
        return start.length >= MbrReader.SECTOR
                && ImageKind.of(start).isEmpty()
                && MbrReader.isTable(SectorReader.wrap(start));
    }
}
