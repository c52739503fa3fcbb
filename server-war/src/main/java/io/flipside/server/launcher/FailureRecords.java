// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps what tells why servers died, below {@code failures} in the data directory: one folder for each of the last deaths,
 * with the last lines of the log, what Java wrote when it crashed, and the newest heap dump alone.
 */
final class FailureRecords {
    private static final int MOST = 5;
    private static final String HEAP = "heap.hprof";
    private static final String CRASH = "crash.log";
    private static final String OUTPUT = "output.log";
    private static final int LARGEST_CRASH = 1 << 20;

    /** A dump takes as much as the heap, and must not be what fills the disk. */
    private static final long ROOM_FOR_A_HEAP = 2L << 30;

    private final Path folder;
    private final Path next;

    private final Clock clock;

    FailureRecords(Path data) {
        this(data, Clock.systemUTC());
    }

    FailureRecords(Path data, Clock clock) {
        this.clock = clock;
        folder = data.resolve("failures");
        next = folder.resolve("next");
    }

    Path folder() {
        return folder;
    }

    /** Makes room for what the next server may leave; the options let Java write it there. */
    List<String> options() throws IOException {
        Files.createDirectories(next);
        // Java overwrites neither, and a launcher that was killed has kept neither.
        Files.deleteIfExists(next.resolve(HEAP));
        Files.deleteIfExists(next.resolve(CRASH));
        boolean room = Files.getFileStore(next).getUsableSpace() > ROOM_FOR_A_HEAP;
        return List.of(
                "-XX:" + (room ? '+' : '-') + "HeapDumpOnOutOfMemoryError",
                "-XX:HeapDumpPath=" + next.resolve(HEAP),
                "-XX:ErrorFile=" + next.resolve(CRASH).toString().replace("%", "%%"));
    }

    /** Keeps what there is of a death, and answers where. */
    Path keep(String why, byte[] output) throws IOException {
        Files.createDirectories(next);
        byte[] first = (why + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(next.resolve(OUTPUT), first);
        Files.write(next.resolve(OUTPUT), output, java.nio.file.StandardOpenOption.APPEND);
        shorten(next.resolve(CRASH));
        Path kept = folder.resolve(name());
        Files.move(next, kept);
        deleteOld();
        return kept;
    }

    private String name() {
        String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        return time.replace(':', '-');
    }

    private static void shorten(Path crash) throws IOException {
        if (Files.exists(crash) && Files.size(crash) > LARGEST_CRASH) {
            try (var file = java.nio.channels.FileChannel.open(crash, java.nio.file.StandardOpenOption.WRITE)) {
                file.truncate(LARGEST_CRASH);
            }
        }
    }

    /** Their names are in the order of time. */
    private void deleteOld() throws IOException {
        List<Path> newestFirst;
        try (Stream<Path> all = Files.list(folder)) {
            newestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        boolean dumped = false;
        for (int i = 0; i < newestFirst.size(); i++) {
            Path record = newestFirst.get(i);
            if (i >= MOST) {
                for (String file : List.of(HEAP, CRASH, OUTPUT)) {
                    Files.deleteIfExists(record.resolve(file));
                }
                Files.deleteIfExists(record);
            } else if (dumped) {
                Files.deleteIfExists(record.resolve(HEAP));
            } else {
                dumped = Files.exists(record.resolve(HEAP));
            }
        }
    }
}
