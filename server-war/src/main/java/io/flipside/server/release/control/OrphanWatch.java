// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.database.InClauseBatches;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers since when stored bytes have had no row, and deletes those that had none for long enough. What a file says of
 * its age does not suffice: a restored file is as old as it was. It counts for uploads that take long. Not thread-safe.
 */
final class OrphanWatch {
    private final ArtifactStore store;
    private final Rows rows;
    private final Duration age;
    private final Map<String, Long> seen = new HashMap<>();

    OrphanWatch(ArtifactStore store, Rows rows, Duration age) {
        this.store = store;
        this.rows = rows;
        this.age = age;
    }

    /** Tells which of these ids have a row. */
    interface Rows {
        Set<String> existing(List<String> ids);
    }

    /**
     * Looks at everything once, and deletes what has had no row since the age began, and was not written to either.
     *
     * @param nanos the time of a clock that nobody sets
     * @param now for comparison with what the store says
     */
    List<String> sweep(long nanos, Instant now) throws IOException {
        List<String> quiet = store.list().stream()
                .filter(entry -> !entry.changed().isAfter(now.minus(age)))
                .map(ArtifactStore.Entry::id)
                .toList();
        // After the listing: whatever was committed in between counts.
        Set<String> orphans = orphans(quiet);
        seen.keySet().retainAll(orphans);
        List<String> deleted = new ArrayList<>();
        for (String id : orphans) {
            if (nanos - seen.computeIfAbsent(id, first -> nanos) >= age.toNanos()) {
                store.delete(id);
                deleted.add(id);
            }
        }
        return deleted;
    }

    private Set<String> orphans(List<String> ids) {
        Set<String> orphans = new HashSet<>(ids);
        for (List<String> some : InClauseBatches.of(ids)) {
            orphans.removeAll(rows.existing(some));
        }
        return orphans;
    }
}
