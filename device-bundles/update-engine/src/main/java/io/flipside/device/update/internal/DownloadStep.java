// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.source.ArtifactSource;
import io.flipside.device.update.Phase;
import io.flipside.device.update.internal.journal.Halt;
import io.flipside.device.update.internal.journal.Journal;
import io.flipside.device.update.internal.journal.UpdateLog;
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
final class DownloadStep implements Step {
    /** Replacements during one download; more is not maintenance but a fault. */
    private static final int MAX_REPLACEMENTS = 100;

    private final Services<ArtifactSource> sources;
    private final Services<PayloadHandler> handlers;
    private final Identity identity;
    private final Workspace workspace;
    private final FlowScripts scripts;
    private final Settings settings;
    private final Halt halt;
    private final UpdateLog log;
    private @Nullable Attempt current;
    private String id = "";
    private Optional<String> unwanted = Optional.empty();

    DownloadStep(
            Services<ArtifactSource> sources,
            Services<PayloadHandler> handlers,
            Identity identity,
            Workspace workspace,
            FlowScripts scripts,
            Settings settings,
            Halt halt,
            UpdateLog log) {
        this.sources = sources;
        this.handlers = handlers;
        this.identity = identity;
        this.workspace = workspace;
        this.scripts = scripts;
        this.settings = settings;
        this.halt = halt;
        this.log = log;
    }

    @Override
    public Outcome run(Journal journal, Flow flow) throws IOException, InterruptedException {
        Optional<String> refusal = journal.standalone() ? Optional.empty() : flow.refusal(Phase.DOWNLOAD, journal);
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        if (journal.candidate().isEmpty()) {
            workspace.clear();
        }
        begin(journal.request().id());
        try {
            scripts.download("Enter");
            Outcome outcome = download(flow);
            scripts.download("Leave");
            return outcome;
        } catch (IOException e) {
            if (!halt.stopping()) {
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

    private Outcome download(Flow flow) throws IOException, InterruptedException {
        boolean afresh = false;
        for (int replacements = 0; replacements < MAX_REPLACEMENTS; replacements++) {
            Attempt attempt = new Attempt(sources, handlers, settings, log);
            use(attempt);
            try {
                return attempt.run(flow.current(), flow, identity.provides(), workspace);
            } catch (IOException | RuntimeException | LinkageError e) {
                if (halt.stopping()) {
                    throw new InterruptedException("stopped while downloading");
                }
                requireWanted();
                if (attempt.lostProvider(e instanceof CancellationException)) {
                    log.warning("a bundle that the download needs is being replaced; its successor takes over");
                } else if (attempt.misled(e) && !afresh) {
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

    private synchronized void use(Attempt attempt) throws IOException {
        requireWanted();
        current = attempt;
    }

    private synchronized void forget() {
        current = null;
    }

    private synchronized @Nullable Attempt current() {
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
        Attempt attempt = current();
        if (attempt != null) {
            attempt.lost(provider);
        }
    }

    /** Wakes a blocked read. */
    void abort() {
        Attempt attempt = current();
        if (attempt != null) {
            attempt.abort();
        }
    }
}
