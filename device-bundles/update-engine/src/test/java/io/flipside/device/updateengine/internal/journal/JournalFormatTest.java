// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.flipside.artifact.json.Json;
import io.flipside.device.payload.DeviceBeforeUpdate;
import io.flipside.device.payload.PayloadHandlerAnswers;
import io.flipside.device.payload.RebootNeed;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JournalFormatTest {
    private static final UpdateRequest REQUEST = new UpdateRequest(
            "7a1c6d1e", UpdateRequest.Mode.MANAGED, URI.create("https://host/a.mender?x=1"), Optional.of("release-2"));

    @Test
    void readsWhatItWrites() throws IOException {
        PayloadHandlerAnswers answers = PayloadHandlerAnswers.UNASKED
                .withFileSizes(true)
                .withReboot(RebootNeed.YES)
                .withRollback(false);
        PendingArtifact pending = pending(new PendingPayload("rootfs-image", answers));
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
    void remembersNoAnswerThatWasNotGiven() throws IOException {
        JournalEntry entry = JournalEntry.begin(REQUEST, "p1")
                .with(pending(new PendingPayload("rootfs-image", PayloadHandlerAnswers.UNASKED)));
        JournalEntry read = JournalFormat.read(JournalFormat.write(entry));
        assertThat(read).isEqualTo(entry);
        assertThat(read.rollbackRuledOut()).isFalse();
        assertThat(read.mayNeedReboot()).isTrue();
    }

    /** Otherwise a journal of a later version would be acted on by one that can't. */
    @Test
    void refusesTwoPayloads() throws IOException {
        String one = JournalFormat.write(JournalEntry.begin(REQUEST, "p1")
                .with(pending(new PendingPayload("rootfs-image", PayloadHandlerAnswers.UNASKED))));
        String two = one.replace("{\"type\":\"rootfs-image\"}", "{\"type\":\"a\"},{\"type\":\"b\"}");
        assertThatIOException()
                .isThrownBy(() -> JournalFormat.read(two))
                .withMessageContaining("has 2 payloads")
                .withMessageContaining("one payload only");
    }

    @Test
    void readsWhatVersion010WroteBeforeItsReboot() throws IOException {
        JournalEntry entry = JournalFormat.read(fixture("reboot"));
        assertThat(entry.phase()).isEqualTo(Phase.REBOOT);
        assertThat(entry.pending()).hasValueSatisfying(pending -> {
            assertThat(pending.name()).isEqualTo("release-2");
            assertThat(pending.group()).contains("stable");
            assertThat(pending.payloads())
                    .containsExactly(new PendingPayload(
                            "rootfs-image",
                            PayloadHandlerAnswers.UNASKED
                                    .withReboot(RebootNeed.AUTOMATIC)
                                    .withRollback(true)));
        });
    }

    @Test
    void readsWhatVersion010WroteInItsRollback() throws IOException {
        JournalEntry entry = JournalFormat.read(fixture("rollback"));
        assertThat(entry.phase()).isEqualTo(Phase.ROLLBACK);
        assertThat(entry.rebooted()).isEqualTo(RebootedIntoUpdate.YES);
        assertThat(entry.result()).map(UpdateStatus.Result::outcome).contains(Outcome.FAILURE);
    }

    /** Version 0.1.0 is what an update from it falls back to. */
    @Test
    void writesTheMembersThatVersion010Needs() throws IOException {
        String text = JournalFormat.write(JournalEntry.begin(REQUEST, "p1")
                .with(pending(new PendingPayload("rootfs-image", PayloadHandlerAnswers.UNASKED))));
        assertThat(Json.parse(text).asObject().object("candidate")).hasValueSatisfying(candidate -> {
            assertThat(candidate.members())
                    .containsKeys("artifact_name", "payload_type", "rollback", "reboot", "provides", "clears");
            assertThat(candidate.members().get("rollback")).hasToString("true");
            assertThat(candidate.members().get("reboot")).hasToString("true");
        });
    }

    private static String fixture(String name) throws IOException {
        try (InputStream file = JournalFormatTest.class.getResourceAsStream("/journal-0.1.0/" + name + ".json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static PendingArtifact pending(PendingPayload payload) {
        return new PendingArtifact(
                "release-2",
                List.of(payload),
                new TreeMap<>(Map.of("artifact_name", "release-2", "k", "v\n\"")),
                Optional.of(List.of("rootfs-image.*")),
                new DeviceBeforeUpdate("release-1", Optional.of("stable"), "testboard"));
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
