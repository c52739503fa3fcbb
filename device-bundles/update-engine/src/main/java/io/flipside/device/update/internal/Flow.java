// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import io.flipside.device.update.Decision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Progress;
import io.flipside.device.update.UpdateStatus.Verdict;
import io.flipside.device.update.internal.journal.Halt;
import io.flipside.device.update.internal.journal.Journal;
import io.flipside.device.update.internal.journal.Ledger;
import io.flipside.device.update.internal.journal.Provides;
import io.flipside.device.update.internal.journal.UpdateLog;
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
final class Flow {
    private static final Set<Phase> GATED = EnumSet.of(Phase.INSTALL, Phase.REBOOT, Phase.COMMIT);
    private static final Progress NOTHING = new Progress(0, -1);

    private final Ledger ledger;
    private final Ledger callersLedger;
    private final Identity identity;
    private final Course course;
    private final Gates gates;
    private final Listeners listeners;
    private final Map<Phase, Step> steps;
    private final Settings.Limits limits;
    private final Halt halt;
    private final UpdateLog log;

    private volatile Optional<Journal> journal = Optional.empty();
    private volatile boolean loaded;
    private volatile Progress progress = NOTHING;

    Flow(
            Ledger ledger,
            Identity identity,
            Course course,
            Gates gates,
            Listeners listeners,
            Map<Phase, Step> steps,
            Settings.Limits limits,
            Halt halt,
            UpdateLog log) {
        this.ledger = ledger;
        this.callersLedger = ledger.within(limits.newcomer());
        this.identity = identity;
        this.course = course;
        this.gates = gates;
        this.listeners = listeners;
        this.steps = steps;
        this.limits = limits;
        this.halt = halt;
        this.log = log;
    }

    /** See {@link io.flipside.device.update.UpdateEngine#start}. */
    boolean start(UpdateRequest request) throws IOException, InterruptedException {
        return told(begun(request));
    }

    private synchronized Optional<Journal> begun(UpdateRequest request) throws IOException, InterruptedException {
        load();
        if (journal.filter(Journal::active).isPresent()) {
            return Optional.empty();
        }
        Journal first = course.begin(request);
        // From now on the root filesystem may be another one: what it says of itself is remembered first.
        Optional<SortedMap<String, String>> known =
                callersLedger.provides().isPresent() ? Optional.empty() : Optional.of(identity.installed());
        callersLedger.write(first, known);
        log.clear();
        // A link is signed in its query, and whoever has it can download: that stays out of logs.
        log.info("update " + request.id() + ": " + request.location().toString().replaceFirst("\\?.*", "?..."));
        progress = NOTHING;
        become(first);
        return Optional.of(first);
    }

    /** See {@link io.flipside.device.update.UpdateEngine#decide}. */
    boolean decide(Decision decision) throws IOException, InterruptedException {
        return told(decided(decision));
    }

    private synchronized Optional<Journal> decided(Decision decision) throws IOException, InterruptedException {
        load();
        Optional<Journal> next = journal.flatMap(now -> course.after(now, decision));
        if (next.isPresent()) {
            log.info("decided: " + decision);
            callersLedger.write(next.get(), Optional.empty());
            become(next.get());
        }
        return next;
    }

    /** Does the next step, if there is one to be done now. */
    boolean step() throws IOException, InterruptedException {
        Journal now;
        synchronized (this) {
            load();
            if (!work()) {
                return false;
            }
            now = journal.orElseThrow();
        }
        if (!course.own(now)) {
            log.info("cut off in " + now.phase() + "; going on");
            write(course.afterCutOff(now), Optional.empty());
            return true;
        }
        Step.Outcome outcome = outcome(now);
        Journal next = gated(outcome);
        write(next, provides(outcome.journal(), next));
        return true;
    }

    private Step.Outcome outcome(Journal now) throws InterruptedException {
        Step step = steps.get(now.phase());
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
    Step.Outcome failed(Journal now, IOException why) throws InterruptedException {
        if (halt.stopping()) {
            throw new InterruptedException("stopped in " + now.phase());
        }
        String message = String.valueOf(why.getMessage());
        log.error(now.phase() + " failed: " + message);
        return course.failed(now, message);
    }

    /** The entry after a step, unless a gate has something against it. */
    private Journal gated(Step.Outcome outcome) throws InterruptedException {
        Journal next = course.after(outcome.journal(), outcome.event());
        if (!GATED.contains(next.phase()) || next.standalone()) {
            return next;
        }
        Optional<String> refusal = refusal(next.phase(), outcome.journal());
        if (refusal.isEmpty()) {
            return next;
        }
        log.error("not allowed to enter " + next.phase() + ": " + refusal.get());
        return course.failing(outcome.journal(), refusal.get());
    }

    /** What the gates have against a phase. */
    Optional<String> refusal(Phase next, Journal now) throws InterruptedException {
        return gates.refusal(next, status(now));
    }

    /** What the device provides from the next entry on, if that changes. */
    private Optional<SortedMap<String, String>> provides(Journal now, Journal next) throws InterruptedException {
        boolean inconsistent = next.phase() == Phase.CLEANUP
                && next.result()
                        .filter(end -> end.verdict() == Verdict.INCONSISTENT)
                        .isPresent();
        if (now.candidate().isEmpty() || (next.phase() != Phase.COMMITTED && !inconsistent)) {
            return Optional.empty();
        }
        SortedMap<String, String> installed = untilItWorks(
                "read",
                () -> now.candidate().get().installedOver(ledger.provides().orElseGet(TreeMap::new)));
        return Optional.of(inconsistent ? Provides.inconsistent(installed) : installed);
    }

    /** Journals what a step in progress has found out. */
    Journal record(Journal found) throws IOException, InterruptedException {
        Journal next = course.again(found);
        ledger.write(next, Optional.empty());
        become(next);
        told(Optional.of(next));
        return next;
    }

    /** Journals that a download that was cut off goes on, and from which byte; it does so all the same if it can't. */
    void goesOn(long offset) throws IOException {
        Journal now = current();
        Journal next = now.goingOnAt(offset);
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
    private void write(Journal next, Optional<SortedMap<String, String>> provides) throws InterruptedException {
        untilItWorks("written", () -> {
            ledger.write(next, provides);
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

    private synchronized void become(Journal next) {
        journal = Optional.of(next);
        notifyAll();
    }

    /** Listeners are told without a lock: they may be asking for the status themselves. */
    private boolean told(Optional<Journal> change) {
        change.map(this::status).ifPresent(listeners::tell);
        return change.isPresent();
    }

    void progress(long done, long total) {
        progress = new Progress(done, total);
        listeners.tell(status());
    }

    /** The update as it is now; if the store can't be read, as if there never was one. */
    UpdateStatus status() {
        return journal.map(this::status)
                .orElseGet(() -> new UpdateStatus(
                        "",
                        UpdateRequest.Mode.STANDALONE,
                        Optional.empty(),
                        Phase.IDLE,
                        NOTHING,
                        Optional.empty(),
                        false));
    }

    private UpdateStatus status(Journal now) {
        boolean ended = now.phase() == Phase.REPORT || now.phase() == Phase.IDLE;
        return new UpdateStatus(
                now.request().id(),
                now.request().mode(),
                now.candidate().map(known -> known.artifactName()),
                now.phase(),
                progress,
                ended ? now.result() : Optional.empty(),
                course.waiting(now));
    }

    /** Reads the journal, once. */
    void load() throws IOException, InterruptedException {
        if (!loaded) {
            synchronized (this) {
                journal = loaded ? journal : callersLedger.journal();
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
        return journal.filter(course::due).isPresent();
    }

    /** The entry that was written last. */
    Journal current() {
        return journal.orElseThrow();
    }
}
