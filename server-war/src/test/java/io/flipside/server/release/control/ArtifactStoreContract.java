// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Says what every {@link ArtifactStore} must do. Each kind of store has a subclass of this. */
abstract class ArtifactStoreContract {
    private final String id = UUID.randomUUID().toString();
    private final byte[] bytes = new byte[300_000];

    ArtifactStoreContract() {
        new Random(1).nextBytes(bytes);
    }

    abstract ArtifactStore store();

    private void publish() throws IOException {
        try (ArtifactStore.Upload upload = store().begin(id)) {
            upload.output().write(bytes);
            upload.publish();
        }
    }

    private byte[] read(int first, int length) throws IOException {
        try (InputStream content = store().read(id, first, length)) {
            return content.readAllBytes();
        }
    }

    @Test
    void whatWasPublishedIsReadFromAnywhere() throws IOException {
        publish();
        assertThat(read(0, bytes.length)).isEqualTo(bytes);
        assertThat(read(123_457, 1000)).isEqualTo(java.util.Arrays.copyOfRange(bytes, 123_457, 124_457));
        assertThat(read(bytes.length - 1, 1)).containsExactly(bytes[bytes.length - 1]);
    }

    @Test
    void nobodyReadsWhatIsNotPublished() throws IOException {
        try (ArtifactStore.Upload upload = store().begin(id)) {
            upload.output().write(bytes);
            assertThatThrownBy(() -> read(0, 1)).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void whatIsNotPublishedIsListedSoThatItCanBeSwept() throws IOException {
        try (ArtifactStore.Upload upload = store().begin(id)) {
            upload.output().write(bytes);
            assertThat(store().list()).extracting(ArtifactStore.Entry::id).containsExactly(id);
        }
    }

    @Test
    void whatWasNeverPublishedIsGoneWhenTheUploadIsClosed() throws IOException {
        store().begin(id).close();
        assertThat(store().list()).isEmpty();
    }

    @Test
    void closingKeepsWhatWasPublished() throws IOException {
        publish();
        assertThat(store().list()).extracting(ArtifactStore.Entry::id).containsExactly(id);
    }

    @Test
    void theListTellsWhenBytesWereWritten() throws IOException {
        Instant before = Instant.now().minusSeconds(2);
        publish();
        assertThat(store().list().get(0).changed())
                .isBetween(before, Instant.now().plusSeconds(2));
    }

    @Test
    void deletingTakesPublishedBytesAway() throws IOException {
        publish();
        store().delete(id);
        assertThat(store().list()).isEmpty();
        assertThatThrownBy(() -> read(0, 1)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void deletingTakesUnpublishedBytesAway() throws IOException {
        store().begin(id).output().write(bytes);
        store().delete(id);
        assertThat(store().list()).isEmpty();
    }

    /** Other uploads are published or refused, and other artifacts deleted, while somebody sweeps. */
    @Test
    void whatComesAndGoesDuringAListIsNoError() throws Exception {
        ExecutorService others = Executors.newSingleThreadExecutor();
        try {
            Future<?> coming = others.submit(() -> {
                for (int i = 0; i < 300; i++) {
                    String other = UUID.randomUUID().toString();
                    try (ArtifactStore.Upload upload = store().begin(other)) {
                        upload.publish();
                    }
                    store().delete(other);
                }
                return null;
            });
            while (!coming.isDone()) {
                store().list();
            }
            coming.get();
        } finally {
            others.shutdownNow();
        }
        assertThat(store().list()).isEmpty();
    }

    @Test
    void deletingWhatIsNotThereIsNoError() throws IOException {
        store().delete(id);
        assertThat(store().list()).isEmpty();
    }

    @Test
    void aNewStoreHasNoMark() throws IOException {
        assertThat(store().mark()).isEmpty();
    }

    @Test
    void theLastMarkIsRead() throws IOException {
        store().mark("the first mark");
        store().mark("second");
        assertThat(store().mark()).contains("second");
    }

    @Test
    void theMarkIsNoArtifact() throws IOException {
        store().mark("a mark");
        assertThat(store().list()).isEmpty();
    }

    @Test
    void aRangeBehindTheEndFailsInsteadOfBeingShort() throws IOException {
        publish();
        assertThatThrownBy(() -> read(bytes.length - 10, 11)).isInstanceOf(IOException.class);
    }
}
