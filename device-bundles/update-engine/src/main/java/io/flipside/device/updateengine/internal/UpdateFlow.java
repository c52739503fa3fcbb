// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.update.UpdateStatus.Progress;
import io.flipside.device.updateengine.internal.journal.Journal;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.Provides;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The update in progress: does one step after the other, and journals each before it begins. The flow's thread is the only
 * one that calls {@link #step}; while a step runs, nobody else changes the journal.
 */
final class UpdateFlow {
    private static final Set<Phase> GATED = EnumSet.of(Phase.INSTALL, Phase.REBOOT, Phase.COMMIT);
    private static final Progress NOTHING = new Progress(0, -1);

    private final Journal journal;
    private final Journal callersJournal;
    private final InstalledIdentity identity;
    private final TransitionPlanner planner;
    private final UpdateApprovers approvers;
    private final UpdateListeners listeners;
    private final Map<Phase, UpdateStep> steps;
    private final EngineSettings.Limits limits;
    private final GracefulStop stop;
    private final UpdateLog log;

    private volatile Optional<JournalEntry> entry = Optional.empty();
    private volatile boolean loaded;
    private volatile Progress progress = NOTHING;

    UpdateFlow(
            Journal journal,
            InstalledIdentity identity,
            TransitionPlanner planner,
            UpdateApprovers approvers,
            UpdateListeners listeners,
            Map<Phase, UpdateStep> steps,
            EngineSettings.Limits limits,
            GracefulStop stop,
            UpdateLog log) {
        this.journal = journal;
        this.callersJournal = journal.within(limits.firstAppearance());
        this.identity = identity;
        this.planner = planner;
        this.approvers = approvers;
        this.listeners = listeners;
        this.steps = steps;
        this.limits = limits;
        this.stop = stop;
        this.log = log;
    }

    /** See {@link io.flipside.device.update.UpdateEngine#start}. */
    boolean start(UpdateRequest request) throws IOException, InterruptedException {
        return told(begun(request));
    }

    private synchronized Optional<JournalEntry> begun(UpdateRequest request) throws IOException, InterruptedException {
        load();
        if (entry.filter(JournalEntry::active).isPresent()) {
            return Optional.empty();
        }
        JournalEntry first = planner.begin(request);
        // From now on the root filesystem may be another one: what it says of itself is remembered first.
        Optional<SortedMap<String, String>> known =
                callersJournal.provides().isPresent() ? Optional.empty() : Optional.of(identity.installed());
        callersJournal.write(first, known);
        log.clear();
        // A link is signed in its query, and whoever has it can download: that stays out of logs.
        log.info("update " + request.id() + ": " + request.location().toString().replaceFirst("\\?.*", "?..."));
        progress = NOTHING;
        become(first);
        return Optional.of(first);
    }

    /** See {@link io.flipside.device.update.UpdateEngine#decide}. */
    boolean decide(OperatorDecision decision) throws IOException, InterruptedException {
        return told(decided(decision));
    }

    private synchronized Optional<JournalEntry> decided(OperatorDecision decision)
            throws IOException, InterruptedException {
        load();
        Optional<JournalEntry> next = entry.flatMap(now -> planner.after(now, decision));
        if (next.isPresent()) {
            log.info("decided: " + decision);
            callersJournal.write(next.get(), Optional.empty());
            become(next.get());
        }
        return next;
    }

    /** Does the next step, if there is one to be done now. */
    boolean step() throws IOException, InterruptedException {
        JournalEntry now;
        synchronized (this) {
            load();
            if (!work()) {
                return false;
            }
            now = entry.orElseThrow();
        }
        if (!planner.own(now)) {
            log.info("cut off in " + now.phase() + "; going on");
            write(planner.afterCutOff(now), Optional.empty());
            return true;
        }
        StepResult outcome = outcome(now);
        JournalEntry next = gated(outcome);
        write(next, provides(outcome.entry(), next));
        return true;
    }

    private StepResult outcome(JournalEntry now) throws InterruptedException {
        UpdateStep step = steps.get(now.phase());
        if (step == null) {
            throw new IllegalStateException("nothing is to be done in " + now.phase());
        }
        try {
            return step.run(now, this);
        } catch (IOException e) {
            return failed(current(), e);
        } catch (RuntimeException | LinkageError e) {
            // The outermost edge of a step: whatever broke it, the update must find its way back.
            return failed(current(), new IOException("internal error: " + e, e));
        }
    }

    /** A failure, unless it comes from being stopped: then the step is done again by the next engine. */
    StepResult failed(JournalEntry now, IOException why) throws InterruptedException {
        if (stop.stopping()) {
            throw new InterruptedException("stopped in " + now.phase());
        }
        String message = String.valueOf(why.getMessage());
        log.error(now.phase() + " failed: " + message);
        return planner.failed(now, message);
    }

    /** The entry after a step, unless a gate has something against it. */
    private JournalEntry gated(StepResult outcome) throws InterruptedException {
        JournalEntry next = planner.after(outcome.entry(), outcome.event());
        if (!GATED.contains(next.phase()) || next.standalone()) {
            return next;
        }
        Optional<String> refusal = refusal(next.phase(), outcome.entry());
        if (refusal.isEmpty()) {
            return next;
        }
        log.error("not allowed to enter " + next.phase() + ": " + refusal.get());
        return planner.failing(outcome.entry(), refusal.get());
    }

    /** What the gates have against a phase. */
    Optional<String> refusal(Phase next, JournalEntry now) throws InterruptedException {
        return approvers.refusal(next, status(now));
    }

    /** What the device provides from the next entry on, if that changes. */
    private Optional<SortedMap<String, String>> provides(JournalEntry now, JournalEntry next)
            throws InterruptedException {
        boolean inconsistent = next.phase() == Phase.CLEANUP
                && next.result()
                        .filter(end -> end.outcome() == Outcome.INCONSISTENT)
                        .isPresent();
        if (now.pending().isEmpty() || (next.phase() != Phase.COMMITTED && !inconsistent)) {
            return Optional.empty();
        }
        SortedMap<String, String> installed = untilItWorks(
                "read",
                () -> now.pending().get().installedOver(journal.provides().orElseGet(TreeMap::new)));
        return Optional.of(inconsistent ? Provides.inconsistent(installed) : installed);
    }

    /** Journals what a step in progress has found out. */
    JournalEntry record(JournalEntry found) throws IOException, InterruptedException {
        JournalEntry next = planner.again(found);
        journal.write(next, Optional.empty());
        become(next);
        told(Optional.of(next));
        return next;
    }

    /** Journals that a download that was cut off goes on, and from which byte; it does so all the same if it can't. */
    void goesOn(long offset) throws IOException {
        JournalEntry now = current();
        JournalEntry next = now.goingOnAt(offset);
        try {
            if (!next.equals(now)) {
                record(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (IOException e) {
            log.warning("that the download goes on can't be journalled: " + e.getMessage());
        }
    }

    /** Nothing can go on without its journal entry: better to stand still than to act without. */
    private void write(JournalEntry next, Optional<SortedMap<String, String>> provides) throws InterruptedException {
        untilItWorks("written", () -> {
            journal.write(next, provides);
            return next;
        });
        become(next);
        log.info("now in " + next.phase());
        told(Optional.of(next));
    }

    private interface Access<T> {
        T get() throws IOException, InterruptedException;
    }

    private <T> T untilItWorks(String what, Access<T> access) throws InterruptedException {
        while (true) {
            try {
                return access.get();
            } catch (IOException e) {
                log.error("the journal can't be " + what + ", the update stands still: " + e.getMessage());
                Thread.sleep(limits.disk().toMillis());
            }
        }
    }

    private synchronized void become(JournalEntry next) {
        entry = Optional.of(next);
        notifyAll();
    }

    /** UpdateListeners are told without a lock: they may be asking for the status themselves. */
    private boolean told(Optional<JournalEntry> change) {
        change.map(this::status).ifPresent(listeners::tell);
        return change.isPresent();
    }

    void progress(long done, long total) {
        progress = new Progress(done, total);
        listeners.tell(status());
    }

    /** The update as it is now; if the store can't be read, as if there never was one. */
    UpdateStatus status() {
        return entry.map(this::status)
                .orElseGet(() -> new UpdateStatus(
                        "",
                        UpdateRequest.Mode.STANDALONE,
                        Optional.empty(),
                        Phase.IDLE,
                        NOTHING,
                        Optional.empty(),
                        false));
    }

    private UpdateStatus status(JournalEntry now) {
        boolean ended = now.phase() == Phase.REPORT || now.phase() == Phase.IDLE;
        return new UpdateStatus(
                now.request().id(),
                now.request().mode(),
                now.pending().map(known -> known.artifactName()),
                now.phase(),
                progress,
                ended ? now.result() : Optional.empty(),
                planner.waiting(now));
    }

    /** Reads the journal, once. */
    void load() throws IOException, InterruptedException {
        if (!loaded) {
            synchronized (this) {
                entry = loaded ? entry : callersJournal.last();
                loaded = true;
            }
        }
    }

    /** Waits until there is something to do. */
    synchronized void awaitWork() throws InterruptedException {
        while (loaded && !work()) {
            wait();
        }
    }

    private synchronized boolean work() {
        return entry.filter(planner::due).isPresent();
    }

    /** The entry that was written last. */
    JournalEntry current() {
        return entry.orElseThrow();
    }
}
