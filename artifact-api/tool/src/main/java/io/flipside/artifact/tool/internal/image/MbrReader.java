// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the partition table in the first sector of a disk, and the chain of logical partitions that it leads to. */
record MbrReader(SectorReader sectors) {
    static final int SECTOR = 512;

    private static final int ENTRIES = 446;
    private static final int ENTRY = 16;
    private static final int PRIMARY = 4;
    private static final int MOST_LOGICAL = 100;
    private static final int GPT = 0xEE;
    private static final Set<Integer> EXTENDED = Set.of(0x05, 0x0F, 0x85);

    /** Whether a sector is such a table, and not the boot sector of a file system, which ends in the same way. */
    static boolean isTable(ByteBuffer sector) {
        boolean plausible = IntStream.range(0, PRIMARY).allMatch(i -> {
            int status = sector.get(ENTRIES + i * ENTRY) & 0xFF;
            boolean empty = start(sector, i) == 0 && size(sector, i) == 0;
            return (status == 0 || status == 0x80) && (type(sector, i) == 0) == empty;
        });
        return (sector.getShort(SECTOR - 2) & 0xFFFF) == 0xAA55
                && plausible
                && IntStream.range(0, PRIMARY).anyMatch(i -> type(sector, i) != 0);
    }

    static boolean announcesGpt(ByteBuffer sector) {
        return IntStream.range(0, PRIMARY).anyMatch(i -> type(sector, i) == GPT);
    }

    List<DiskPartition> read(ByteBuffer first) throws IOException {
        var partitions = new ArrayList<DiskPartition>();
        var logical = new ArrayList<DiskPartition>();
        for (int i = 0; i < PRIMARY; i++) {
            if (EXTENDED.contains(type(first, i))) {
                readLogical(start(first, i), logical);
            } else if (type(first, i) != 0) {
                partitions.add(partition(i + 1, start(first, i), size(first, i)));
            }
        }
        partitions.addAll(logical);
        return partitions;
    }

    /** Each logical partition has a table of its own, with the way to the next one. */
    private void readLogical(long extended, List<DiskPartition> logical) throws IOException {
        long at = extended;
        for (int links = 0; at != 0; links++) {
            var table = sectors.read(at * SECTOR, SECTOR);
            if (links == MOST_LOGICAL || (table.getShort(SECTOR - 2) & 0xFFFF) != 0xAA55) {
                throw sectors.damaged("the chain of its logical partitions does not end");
            }
            if (type(table, 0) != 0) {
                logical.add(partition(PRIMARY + 1 + logical.size(), at + start(table, 0), size(table, 0)));
            }
            at = EXTENDED.contains(type(table, 1)) ? extended + start(table, 1) : 0;
        }
    }

    private static DiskPartition partition(int number, long start, long size) {
        return new DiskPartition(number, start * SECTOR, size * SECTOR);
    }

    private static int type(ByteBuffer sector, int entry) {
        return sector.get(ENTRIES + entry * ENTRY + 4) & 0xFF;
    }

    private static long start(ByteBuffer sector, int entry) {
        return Integer.toUnsignedLong(sector.getInt(ENTRIES + entry * ENTRY + 8));
    }

    private static long size(ByteBuffer sector, int entry) {
        return Integer.toUnsignedLong(sector.getInt(ENTRIES + entry * ENTRY + 12));
    }
}
