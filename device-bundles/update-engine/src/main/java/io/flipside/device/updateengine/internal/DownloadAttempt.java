// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.artifact.ArtifactReader;
import io.flipside.artifact.ReadOptions;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.ArtifactException;
import io.flipside.artifact.model.ProvidesRules;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.payload.PayloadHandlerAnswers;
import io.flipside.device.source.ArtifactSource;
import io.flipside.device.source.ArtifactStream;
import io.flipside.device.source.SourceException;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.journal.Journal;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.PendingArtifact;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Downloads the artifact once, with one source and one handler, and aborts when either service is unregistered. */
final class DownloadAttempt {
    /** How long a provider's bundle is kept from stopping while the attempt still runs in its code. */
    private static final long FAREWELL_SECONDS = 5;

    /** Some 3 MiB each. */
    private static final int MAX_THREADS = 3;

    private final KeyedServiceRegistry<ArtifactSource> sources;
    private final KeyedServiceRegistry<PayloadHandler> handlers;
    private final InstalledIdentity installedProvides;
    private final CurrentUpdate update;
    private final UpdateWorkDirectory workDirectory;
    private final EngineSettings settings;
    private final UpdateLog log;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Object source;
    private @Nullable Object handler;
    private @Nullable Closeable stream;
    private @Nullable MonitoredPayloadFiles files;
    private volatile boolean over;
    private boolean lost;

    DownloadAttempt(
            KeyedServiceRegistry<ArtifactSource> sources,
            KeyedServiceRegistry<PayloadHandler> handlers,
            InstalledIdentity installedProvides,
            CurrentUpdate update,
            UpdateWorkDirectory workDirectory,
            EngineSettings settings,
            UpdateLog log) {
        this.sources = sources;
        this.handlers = handlers;
        this.installedProvides = installedProvides;
        this.update = update;
        this.workDirectory = workDirectory;
        this.settings = settings;
        this.log = log;
    }

    StepResult run() throws IOException, InterruptedException {
        JournalEntry entry = update.entry();
        SortedMap<String, String> provides = installedProvides.provides();
        ReadOptions options = readOptions();
        String scheme = String.valueOf(entry.request().location().getScheme()).toLowerCase(Locale.ROOT);
        ArtifactSource from = sources.await(
                scheme,
                settings.timeouts().firstAppearance(),
                settings.timeouts().service());
        use(from, null, sources.serves(scheme, from));
        try (ArtifactStream opened = from.open(entry.request().location())) {
            opened(opened);
            AbortableCountingInput bytes = new AbortableCountingInput(opened.content(), () -> over);
            try (ArtifactReader reader = ArtifactReader.open(bytes, options)) {
                DownloadProgressReporter progress =
                        new DownloadProgressReporter(bytes, opened.size().orElse(-1), update);
                return receive(entry, reader, progress, provides);
            }
        }
    }

    private ReadOptions readOptions() throws IOException {
        int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        return new ReadOptions(VerificationKeyReader.read(settings.verifyKeys())).withThreads(threads);
    }

    private StepResult receive(
            JournalEntry entry,
            ArtifactReader reader,
            DownloadProgressReporter progress,
            SortedMap<String, String> provides)
            throws IOException, InterruptedException {
        Artifact artifact = reader.artifact();
        CompatibilityCheck.check(artifact, entry.request(), provides);
        if (!entry.standalone() && artifact.name().equals(provides.get(ProvidesRules.ARTIFACT_NAME))) {
            return new StepResult(
                    TransitionEvent.BACK,
                    entry.ending(Outcome.ALREADY_INSTALLED, "artifact '" + artifact.name() + "' is installed already"));
        }
        MonitoredPayloadFiles arriving = new MonitoredPayloadFiles(reader, progress, log);
        files = arriving;
        PendingArtifact fresh = PendingArtifact.of(artifact, InstalledIdentity.beforeUpdate(provides));
        requireRoom(fresh, provides);
        Optional<PayloadHandler> receiver = receiver(artifact);
        workDirectory.prepare(artifact, reader.rawHeaderJson());
        PendingArtifact pending = entry.pending().filter(fresh::sameArtifact).orElse(fresh);
        if (receiver.isPresent()) {
            pending = asked(receiver.get(), entry, pending);
        }
        if (!entry.pending().equals(Optional.of(pending))) {
            update.record(entry.with(pending));
        }
        if (receiver.isPresent()) {
            receiver.get().download(workDirectory.context(entry.request().id(), pending, 0), arriving);
        }
        arriving.drain();
        progress.finish();
        return new StepResult(TransitionEvent.DONE, update.entry());
    }

    private PendingArtifact asked(PayloadHandler handler, JournalEntry entry, PendingArtifact pending)
            throws IOException {
        PayloadHandlerAnswers known = pending.payloads().get(0).answers();
        if (known.fileSizes().isPresent()) {
            return pending;
        }
        boolean answer =
                handler.wantsFileSizes(workDirectory.context(entry.request().id(), pending, 0));
        return pending.with(0, known.withFileSizes(answer));
    }

    private Optional<PayloadHandler> receiver(Artifact artifact) throws IOException, InterruptedException {
        if (artifact.payload().type().isEmpty()) {
            return Optional.empty();
        }
        String type = artifact.payload().type().get();
        PayloadHandler found = handlers.await(
                type, settings.timeouts().firstAppearance(), settings.timeouts().service());
        use(null, found, handlers.serves(type, found));
        return Optional.of(found);
    }

    private static void requireRoom(PendingArtifact pending, Map<String, String> provides) throws ArtifactException {
        if (!Journal.fits(pending.provides()) || !Journal.fits(pending.installedOver(provides))) {
            throw new ArtifactException("artifact refused: what it provides takes more than " + Journal.MAX_PROVIDES
                    + " characters; nothing was written");
        }
    }

    private synchronized void use(@Nullable Object newSource, @Nullable Object newHandler, boolean here)
            throws IOException {
        source = newSource == null ? source : newSource;
        handler = newHandler == null ? handler : newHandler;
        if (!here) {
            lost = true;
            throw new IOException("its provider has just gone");
        }
    }

    private synchronized void opened(Closeable opened) throws IOException {
        stream = opened;
        if (over) {
            throw new IOException("cut off");
        }
    }

    /**
     * Returns whether it did not begin with the first byte, and may have failed for that reason. A source that went on, and has
     * broken since, would have broken anyway. For the thread that runs it.
     */
    boolean failedAfterResume(Throwable failure) {
        return files != null && files.resumed() && !(failure instanceof SourceException && files.fetchedMore());
    }

    /** Returns whether it failed because a provider has gone; one that is about to go is given the time for it. */
    boolean lostProvider(boolean leaving) throws InterruptedException {
        synchronized (this) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FAREWELL_SECONDS);
            while (leaving && !lost && System.nanoTime() < end) {
                wait(100);
            }
            return lost;
        }
    }

    /** Ends the attempt if it uses the provider, and waits a moment until it has left its code. */
    void lost(Object provider) {
        synchronized (this) {
            if (provider != source && provider != handler) {
                return;
            }
            lost = true;
            notifyAll();
        }
        abort();
        try {
            if (!ended.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(DownloadAttempt.class.getName())
                        .log(System.Logger.Level.WARNING, "a download goes on in a bundle that is being stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes every read fail, a blocked one too. */
    void abort() {
        over = true;
        Closeable toClose;
        synchronized (this) {
            toClose = stream;
        }
        if (toClose != null) {
            try {
                toClose.close();
            } catch (IOException e) {
                System.getLogger(DownloadAttempt.class.getName())
                        .log(System.Logger.Level.DEBUG, "closing an artifact's stream", e);
            }
        }
    }

    /** The attempt has left all code but the engine's. */
    void end() {
        ended.countDown();
    }
}
