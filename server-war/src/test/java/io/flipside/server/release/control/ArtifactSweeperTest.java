// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArtifactSweeperTest {
    private static final Instant EVERYTHING = Instant.now().plusSeconds(3600);
    private static final Instant NOTHING = Instant.now().minusSeconds(3600);

    private final ArtifactStore store = new ObjectArtifactStore(new MemoryBucket());
    private final Set<String> rows = new HashSet<>();
    private final String id = UUID.randomUUID().toString();

    private void sweep(Instant before) throws IOException {
        ArtifactSweeper.sweep(store, ids -> rows, before);
    }

    private void publish() throws IOException {
        try (ArtifactStore.Upload upload = store.begin(id)) {
            upload.publish();
        }
    }

    @Test
    void bytesWithARowStay() throws IOException {
        publish();
        rows.add(id);
        sweep(EVERYTHING);
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void oldBytesWithoutARowGo() throws IOException {
        publish();
        sweep(EVERYTHING);
        assertThat(store.list()).isEmpty();
    }

    @Test
    void oldUploadsThatNobodyFinishedGo() throws IOException {
        store.begin(id);
        sweep(EVERYTHING);
        assertThat(store.list()).isEmpty();
    }

    /** They may be another instance's upload, just before its row is committed. */
    @Test
    void youngBytesWithoutARowStay() throws IOException {
        publish();
        sweep(NOTHING);
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void aRowThatIsCommittedAfterTheListingCounts() throws IOException {
        publish();
        ArtifactSweeper.sweep(store, ids -> Set.copyOf(ids), EVERYTHING);
        assertThat(store.list()).hasSize(1);
    }
}
