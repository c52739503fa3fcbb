// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.flipside.device.payload.PayloadCapabilities;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus.Outcome;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JournalFormatTest {
    private static final UpdateRequest REQUEST = new UpdateRequest(
            "7a1c6d1e", UpdateRequest.Mode.MANAGED, URI.create("https://host/a.mender?x=1"), Optional.of("release-2"));

    @Test
    void readsWhatItWrites() throws IOException {
        PendingArtifact pending = new PendingArtifact(
                "release-2",
                Optional.of("rootfs-image"),
                new PayloadCapabilities(true, false),
                new TreeMap<>(Map.of("artifact_name", "release-2", "k", "v\n\"")),
                Optional.of(List.of("rootfs-image.*")));
        JournalEntry entry = JournalEntry.begin(REQUEST, "p1")
                .entering(Phase.COMMIT, "p2")
                .with(pending)
                .with(RebootedIntoUpdate.MAYBE)
                .withAgreement()
                .withAnotherAttempt()
                .goingOnAt(1L << 40)
                .ending(Outcome.FAILURE, "no");
        assertThat(JournalFormat.read(JournalFormat.write(entry))).isEqualTo(entry);
    }

    @Test
    void readsAFirstEntry() throws IOException {
        JournalEntry entry = JournalEntry.begin(REQUEST, "p1");
        assertThat(JournalFormat.read(JournalFormat.write(entry))).isEqualTo(entry);
    }

    /** An older system must be able to read the journal of a newer one, from which it was rolled back to. */
    @Test
    void ignoresMembersThatItDoesNotKnow() throws IOException {
        String text = JournalFormat.write(JournalEntry.begin(REQUEST, "p1"));
        assertThat(JournalFormat.read("{\"added_later\":[1]," + text.substring(1))
                        .request())
                .isEqualTo(REQUEST);
    }

    @Test
    void saysWhatToDoAboutAJournalThatItDoesNotUnderstand() {
        String text = JournalFormat.write(JournalEntry.begin(REQUEST, "p1")).replace("DOWNLOAD", "TELEPORT");
        assertThatIOException()
                .isThrownBy(() -> JournalFormat.read(text))
                .withMessageContaining("TELEPORT")
                .withMessageContaining("engine.journal");
    }

    @Test
    void keepsTheFirstReasonAndBoundsIt() {
        JournalEntry entry = JournalEntry.begin(REQUEST, "p1")
                .ending(Outcome.FAILURE, "first\n" + "x".repeat(10_000))
                .ending(Outcome.SUCCESS, "second");
        assertThat(entry.result()).hasValueSatisfying(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(result.message()).startsWith("first x").hasSizeLessThan(2100);
        });
    }
}
