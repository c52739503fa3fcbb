// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrphanWatchTest {
    private static final Duration AGE = Duration.ofHours(1);

    /** By then, whatever the tests have written is old. */
    private static final Instant LATER = Instant.now().plus(AGE).plusSeconds(60);

    private final ArtifactStore store = new ObjectArtifactStore(new MemoryBucket());
    private final Set<String> rows = new HashSet<>();
    private final OrphanWatch watch = new OrphanWatch(store, ids -> rows, AGE);
    private final String id = UUID.randomUUID().toString();

    private void publish() throws IOException {
        try (ArtifactStore.Upload upload = store.begin(id)) {
            upload.publish();
        }
    }

    private void sweepAfterHours(double... hours) throws IOException {
        for (double each : hours) {
            watch.sweep((long) (each * AGE.toNanos()), LATER);
        }
    }

    @Test
    void bytesWithARowStay() throws IOException {
        publish();
        rows.add(id);
        sweepAfterHours(0, 2);
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void oldBytesWithoutARowGo() throws IOException {
        publish();
        sweepAfterHours(0, 1);
        assertThat(store.list()).isEmpty();
    }

    @Test
    void oldUploadsThatNobodyFinishedGo() throws IOException {
        store.begin(id);
        sweepAfterHours(0, 1);
        assertThat(store.list()).isEmpty();
    }

    /** They may be another instance's upload, which takes as long as it takes. */
    @Test
    void youngBytesWithoutARowStay() throws IOException {
        publish();
        watch.sweep(0, Instant.now());
        watch.sweep(2 * AGE.toNanos(), Instant.now());
        assertThat(store.list()).hasSize(1);
    }

    /** A restored file is as old as it was: only what the server itself has seen counts. */
    @Test
    void oldBytesThatAreSeenForTheFirstTimeStay() throws IOException {
        publish();
        sweepAfterHours(5, 5.9);
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void bytesThatHadARowInBetweenCountAnew() throws IOException {
        publish();
        sweepAfterHours(0);
        rows.add(id);
        sweepAfterHours(0.5);
        rows.clear();
        sweepAfterHours(1, 1.9);
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void aRowThatIsCommittedAfterTheListingCounts() throws IOException {
        publish();
        OrphanWatch late = new OrphanWatch(store, Set::copyOf, Duration.ZERO);
        late.sweep(0, LATER);
        assertThat(store.list()).hasSize(1);
    }
}
