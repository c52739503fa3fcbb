// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import io.flipside.device.support.text.LogSanitizer;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.update.UpdateStatus.Result;
import java.util.Optional;

/**
 * Holds the state of one update as it is written to the journal at each step. The last entry is the update in progress,
 * or the last one. Immutable.
 *
 * @param request what was asked for
 * @param phase what is being done, or was about to be done when the engine was cut off
 * @param process the operating system process that wrote this
 * @param writes how often this update has been journalled; shows that it goes round in a loop
 * @param attempts how often its download was begun since it has last got further
 * @param reached the byte of the artifact behind which an attempt has gone on, the farthest so far
 * @param pending the artifact, once its header was accepted
 * @param rebooted whether the device has rebooted into the new content
 * @param agreed whether the operator has confirmed the commit already
 * @param result how it will end, as far as that is settled
 */
public record JournalEntry(
        UpdateRequest request,
        Phase phase,
        String process,
        int writes,
        int attempts,
        long reached,
        Optional<PendingArtifact> pending,
        RebootedIntoUpdate rebooted,
        boolean agreed,
        Optional<Result> result) {
    private static final int MAX_MESSAGE = 2000;

    /** Makes the first entry of an update. */
    public static JournalEntry begin(UpdateRequest request, String process) {
        return new JournalEntry(
                request,
                Phase.DOWNLOAD,
                process,
                0,
                1,
                0,
                Optional.empty(),
                RebootedIntoUpdate.NO,
                false,
                Optional.empty());
    }

    /** Returns whether an operator drives the update. */
    public boolean standalone() {
        return request.mode() == UpdateRequest.Mode.STANDALONE;
    }

    /** Returns whether an update is in progress. */
    public boolean active() {
        return phase != Phase.IDLE;
    }

    /** Returns whether this process wrote it: if so, the device has not rebooted since. */
    public boolean writtenBy(String thisProcess) {
        return process.equals(thisProcess);
    }

    /** Returns whether it is known that the installation can't be undone. */
    public boolean rollbackRuledOut() {
        return !pending.flatMap(known -> known.rollback().or(() -> Optional.of(true)))
                .orElse(false);
    }

    /** Returns whether a reboot belongs to the update, as far as that is known. */
    public boolean needsReboot() {
        return pending.flatMap(PendingArtifact::reboot).orElse(false);
    }

    /** Returns whether a reboot may belong to the update: a payload has said so, or was not asked yet. */
    public boolean mayNeedReboot() {
        return pending.isPresent() && pending.get().reboot().orElse(true);
    }

    /** Makes the entry to be written next. */
    public JournalEntry entering(Phase next, String thisProcess) {
        return new JournalEntry(
                request, next, thisProcess, writes + 1, attempts, reached, pending, rebooted, agreed, result);
    }

    public JournalEntry with(PendingArtifact known) {
        return new JournalEntry(
                request, phase, process, writes, attempts, reached, Optional.of(known), rebooted, agreed, result);
    }

    public JournalEntry with(RebootedIntoUpdate known) {
        return new JournalEntry(request, phase, process, writes, attempts, reached, pending, known, agreed, result);
    }

    public JournalEntry withAgreement() {
        return new JournalEntry(request, phase, process, writes, attempts, reached, pending, rebooted, true, result);
    }

    public JournalEntry withAnotherAttempt() {
        return new JournalEntry(
                request, phase, process, writes, attempts + 1, reached, pending, rebooted, agreed, result);
    }

    /**
     * An attempt goes on where another one was cut off: if that is farther than ever, those before were not in vain, and
     * are not counted any more. That comes to an end all the same, as every artifact does.
     */
    public JournalEntry goingOnAt(long offset) {
        return offset <= reached
                ? this
                : new JournalEntry(request, phase, process, 1, 1, offset, pending, rebooted, agreed, result);
    }

    /** Settles the outcome, unless it is settled: the first reason is the one that people look for. */
    public JournalEntry ending(Outcome outcome, String message) {
        return result.isPresent() ? this : with(new Result(outcome, shortened(message)));
    }

    /** The worst outcome, whatever it was before. */
    public JournalEntry inconsistent(String message) {
        String reasons = result.map(before -> before.message() + "; then: ").orElse("") + message;
        return with(new Result(Outcome.INCONSISTENT, shortened(reasons)));
    }

    private JournalEntry with(Result known) {
        return new JournalEntry(
                request, phase, process, writes, attempts, reached, pending, rebooted, agreed, Optional.of(known));
    }

    private static String shortened(String message) {
        String line = LogSanitizer.oneLine(message);
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "...";
    }
}
