// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Progress;
import io.flipside.device.updateengine.internal.journal.Journal;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.PendingArtifact;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the journal entry and the status of the current or last update. It journals each change before it is visible,
 * and notifies the listeners. Thread-safe; only the flow's thread changes it while a step runs.
 */
final class CurrentUpdate {
    private static final Progress NOTHING = new Progress(0, -1);

    private final Journal journal;
    private final Journal callersJournal;
    private final TransitionPlanner planner;
    private final UpdateListeners listeners;
    private final EngineSettings.Timeouts timeouts;
    private final UpdateLog log;

    private volatile Optional<JournalEntry> entry = Optional.empty();
    private volatile boolean loaded;
    private volatile Progress progress = NOTHING;

    CurrentUpdate(
            Journal journal,
            TransitionPlanner planner,
            UpdateListeners listeners,
            EngineSettings.Timeouts timeouts,
            UpdateLog log) {
        this.journal = journal;
        this.callersJournal = journal.within(timeouts.firstAppearance());
        this.planner = planner;
        this.listeners = listeners;
        this.timeouts = timeouts;
        this.log = log;
    }

    /** Reads the journal, once; for callers that should not be kept waiting. */
    void load() throws IOException, InterruptedException {
        if (!loaded) {
            synchronized (this) {
                entry = loaded ? entry : callersJournal.last();
                loaded = true;
            }
        }
    }

    /** Returns the entry that was written last, if there ever was one. */
    Optional<JournalEntry> last() {
        return entry;
    }

    /** Returns the entry of the update in progress. */
    JournalEntry entry() {
        return entry.orElseThrow();
    }

    /** Waits until there is something to do. */
    synchronized void awaitWork() throws InterruptedException {
        while (loaded && !due()) {
            wait();
        }
    }

    synchronized boolean due() {
        return entry.filter(planner::due).isPresent();
    }

    /** Begins another update. What the device provides is stored before that if it is not yet. */
    void begin(JournalEntry first, InstalledIdentity installedProvides) throws IOException, InterruptedException {
        // From now on the root filesystem may be another one: what it says of itself is remembered first.
        Optional<SortedMap<String, String>> known =
                callersJournal.provides().isPresent() ? Optional.empty() : Optional.of(installedProvides.installed());
        callersJournal.write(first, known);
        progress = NOTHING;
        become(first);
    }

    /** Journals a caller's change. */
    void change(JournalEntry next) throws IOException, InterruptedException {
        callersJournal.write(next, Optional.empty());
        become(next);
    }

    /** Journals what a step in progress has found out. */
    JournalEntry record(JournalEntry found) throws IOException, InterruptedException {
        JournalEntry next = planner.again(found);
        journal.write(next, Optional.empty());
        become(next);
        tell(next);
        return next;
    }

    /** Journals that a download that was cut off goes on, and from which byte; it does so all the same if it can't. */
    void resumeAt(long offset) throws IOException {
        JournalEntry now = entry();
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

    /** Journals the next entry; nothing can go on without that: better to stand still than to act without. */
    void enter(JournalEntry next, Optional<SortedMap<String, String>> provides) throws InterruptedException {
        untilItWorks("written", () -> {
            journal.write(next, provides);
            return next;
        });
        become(next);
        log.info("now in " + next.phase());
        tell(next);
    }

    /** Computes what the device provides once an artifact is installed. */
    SortedMap<String, String> providesWith(PendingArtifact installed) throws InterruptedException {
        return untilItWorks(
                "read", () -> installed.installedOver(journal.provides().orElseGet(TreeMap::new)));
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
                Thread.sleep(timeouts.disk().toMillis());
            }
        }
    }

    private synchronized void become(JournalEntry next) {
        entry = Optional.of(next);
        notifyAll();
    }

    /** Listeners are told without a lock: they may be asking for the status themselves. */
    void tell(JournalEntry change) {
        listeners.tell(status(change));
    }

    void progress(long done, long total) {
        progress = new Progress(done, total);
        listeners.tell(status());
    }

    /** Returns the status of the update; if the store can't be read, as if there never was one. */
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

    /** Returns the status that belongs to an entry. */
    UpdateStatus status(JournalEntry now) {
        boolean ended = TransitionTable.is(PhaseProperty.SHOWS_OUTCOME, now.phase());
        return new UpdateStatus(
                now.request().id(),
                now.request().mode(),
                now.pending().map(PendingArtifact::name),
                now.phase(),
                progress,
                ended ? now.result() : Optional.empty(),
                planner.waiting(now));
    }
}
