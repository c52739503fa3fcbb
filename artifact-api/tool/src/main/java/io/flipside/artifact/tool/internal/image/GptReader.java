// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Reads a GUID partition table, which lies in the second sector of a disk. */
final class GptReader {
    private static final long MAGIC = 0x5452415020494645L;
    private static final int HEADER = 92;
    private static final int MOST_ENTRIES = 1024;
    private static final int MOST_ENTRY_SIZE = 1024;

    private GptReader() {}

    static List<DiskPartition> read(SectorReader sectors) throws IOException {
        for (int sector = 512; sector <= 4096; sector *= 8) {
            var header = sectors.read(sector, HEADER);
            if (header.getLong(0) == MAGIC) {
                return partitions(sectors, header, sector);
            }
        }
        throw sectors.damaged("a GPT is announced, but not there");
    }

    private static List<DiskPartition> partitions(SectorReader sectors, ByteBuffer header, int sector)
            throws IOException {
        int count = header.getInt(80);
        int size = header.getInt(84);
        if (count < 1 || count > MOST_ENTRIES || size < 128 || size > MOST_ENTRY_SIZE || header.getInt(12) != HEADER) {
            throw sectors.damaged("its header is wrong");
        }
        int checksum = header.getInt(16);
        var entries = sectors.read(header.getLong(72) * sector, count * size);
        if (header.getInt(88) != crc(entries)
                || checksum != crc(header.duplicate().putInt(16, 0))) {
            throw sectors.damaged("its checksum is wrong");
        }
        var partitions = new ArrayList<DiskPartition>();
        for (int i = 0; i < count; i++) {
            int at = i * size;
            boolean used = entries.getLong(at) != 0 || entries.getLong(at + 8) != 0;
            long first = entries.getLong(at + 32);
            long last = entries.getLong(at + 40);
            if (used && (first < 0 || last < first || last >= Long.MAX_VALUE / sector)) {
                throw sectors.damaged("partition " + (i + 1) + " ends before it begins");
            }
            if (used) {
                partitions.add(new DiskPartition(i + 1, first * sector, (last - first + 1) * sector));
            }
        }
        return partitions;
    }

    private static int crc(ByteBuffer bytes) {
        var crc = new CRC32();
        crc.update(bytes.duplicate().rewind());
        return (int) crc.getValue();
    }
}
