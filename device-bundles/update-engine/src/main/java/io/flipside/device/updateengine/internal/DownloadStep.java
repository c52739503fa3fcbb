// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.source.ArtifactSource;
import io.flipside.device.update.Phase;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the artifact. An attempt whose source or handler goes away because its bundle is being replaced does not count:
 * the next one begins when the successor is there. Nor does one that went on in the middle and failed, unless a source
 * that had gone on has failed later, as it may in any attempt: whatever an attempt before it has left may be the reason, so
 * that all of it is thrown away, once, and the next one is like the first.
 */
final class DownloadStep implements UpdateStep {
    /** Replacements during one download; more is not maintenance but a fault. */
    private static final int MAX_REPLACEMENTS = 100;

    private final KeyedServiceRegistry<ArtifactSource> sources;
    private final KeyedServiceRegistry<PayloadHandler> handlers;
    private final InstalledIdentity identity;
    private final UpdateWorkDirectory workspace;
    private final PhaseScripts scripts;
    private final EngineSettings settings;
    private final GracefulStop stop;
    private final UpdateLog log;
    private @Nullable DownloadAttempt current;
    private String id = "";
    private Optional<String> unwanted = Optional.empty();

    DownloadStep(
            KeyedServiceRegistry<ArtifactSource> sources,
            KeyedServiceRegistry<PayloadHandler> handlers,
            InstalledIdentity identity,
            UpdateWorkDirectory workspace,
            PhaseScripts scripts,
            EngineSettings settings,
            GracefulStop stop,
            UpdateLog log) {
        this.sources = sources;
        this.handlers = handlers;
        this.identity = identity;
        this.workspace = workspace;
        this.scripts = scripts;
        this.settings = settings;
        this.stop = stop;
        this.log = log;
    }

    @Override
    public StepResult run(JournalEntry entry, UpdateFlow flow) throws IOException, InterruptedException {
        Optional<String> refusal = entry.standalone() ? Optional.empty() : flow.refusal(Phase.DOWNLOAD, entry);
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        if (entry.pending().isEmpty()) {
            workspace.clear();
        }
        begin(entry.request().id());
        try {
            scripts.download("Enter");
            StepResult result = download(flow);
            scripts.download("Leave");
            return result;
        } catch (IOException e) {
            if (!stop.stopping()) {
                scripts.downloadError();
            }
            throw e;
        } finally {
            begin("");
        }
    }

    /** From here on this update can be aborted, until the next call. */
    private synchronized void begin(String update) {
        id = update;
        unwanted = Optional.empty();
    }

    private StepResult download(UpdateFlow flow) throws IOException, InterruptedException {
        boolean afresh = false;
        for (int replacements = 0; replacements < MAX_REPLACEMENTS; replacements++) {
            DownloadAttempt attempt = new DownloadAttempt(sources, handlers, settings, log);
            use(attempt);
            try {
                return attempt.run(flow.current(), flow, identity.provides(), workspace);
            } catch (IOException | RuntimeException | LinkageError e) {
                if (stop.stopping()) {
                    throw new InterruptedException("stopped while downloading");
                }
                requireWanted();
                if (attempt.lostProvider(e instanceof CancellationException)) {
                    log.warning("a bundle that the download needs is being replaced; its successor takes over");
                } else if (attempt.failedAfterResume(e) && !afresh) {
                    afresh = true;
                    log.warning("the download could not go on in the middle, and begins again: " + e.getMessage());
                    workspace.clear();
                } else {
                    throw e instanceof IOException failed ? failed : new IOException("the download failed: " + e, e);
                }
            } finally {
                forget();
                attempt.end();
            }
        }
        throw new IOException("the bundles that the download needs were replaced " + MAX_REPLACEMENTS + " times");
    }

    private synchronized void use(DownloadAttempt attempt) throws IOException {
        requireWanted();
        current = attempt;
    }

    private synchronized void forget() {
        current = null;
    }

    private synchronized @Nullable DownloadAttempt current() {
        return current;
    }

    private synchronized void requireWanted() throws IOException {
        if (unwanted.isPresent()) {
            throw new IOException(unwanted.get());
        }
    }

    /** Ends the download of an update because nobody wants it any more; false if it is not being downloaded. */
    boolean abort(String update, String why) {
        synchronized (this) {
            if (!id.equals(update)) {
                return false;
            }
            unwanted = Optional.of(why);
        }
        abort();
        return true;
    }

    /** A provider goes away: the attempt that uses it is over. */
    void lost(Object provider) {
        DownloadAttempt attempt = current();
        if (attempt != null) {
            attempt.lost(provider);
        }
    }

    /** Wakes a blocked read. */
    void abort() {
        DownloadAttempt attempt = current();
        if (attempt != null) {
            attempt.abort();
        }
    }
}
