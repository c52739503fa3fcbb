// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Downloads the artifact, in several attempts if necessary. An attempt fails the update, with two exceptions:
 *
 * <ul>
 *   <li>Its source or handler has gone because its bundle is being replaced: the next attempt begins when the successor is
 *       there.
 *   <li>It went on in the middle of the artifact: what an attempt before it has left may be the reason. All of that is
 *       thrown away, once, and the next attempt begins with the first byte. That does not hold if the source had gone on
 *       well and broke later, as it may in any attempt.
 * </ul>
 */
final class DownloadStep implements UpdateStep {
    /** Replacements during one download; more is not maintenance but a fault. */
    private static final int MAX_REPLACEMENTS = 100;

    private final Supplier<DownloadAttempt> attempts;
    private final UpdateWorkDirectory workDirectory;
    private final ConfigurationFaults faults;
    private final PhaseScripts scripts;
    private final GracefulStop stop;
    private final UpdateLog log;
    private @Nullable DownloadAttempt current;
    private String id = "";
    private Optional<String> unwanted = Optional.empty();

    DownloadStep(
            Supplier<DownloadAttempt> attempts,
            UpdateWorkDirectory workDirectory,
            ConfigurationFaults faults,
            PhaseScripts scripts,
            GracefulStop stop,
            UpdateLog log) {
        this.attempts = attempts;
        this.workDirectory = workDirectory;
        this.faults = faults;
        this.scripts = scripts;
        this.stop = stop;
        this.log = log;
    }

    @Override
    public StepResult run(JournalEntry entry) throws IOException, InterruptedException {
        Optional<String> fault = faults.reason();
        if (fault.isPresent()) {
            throw new IOException("nothing is installed, because " + fault.get());
        }
        if (entry.pending().isEmpty()) {
            workDirectory.clear();
        }
        begin(entry.request().id());
        try {
            scripts.download("Enter");
            StepResult result = download();
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

    private StepResult download() throws IOException, InterruptedException {
        boolean afresh = false;
        for (int replacements = 0; replacements < MAX_REPLACEMENTS; replacements++) {
            DownloadAttempt attempt = attempts.get();
            use(attempt);
            try {
                return attempt.run();
            } catch (IOException | RuntimeException | LinkageError | VirtualMachineError e) {
                if (stop.stopping()) {
                    throw new InterruptedException("stopped while downloading");
                }
                requireWanted();
                if (attempt.lostProvider(e instanceof CancellationException)) {
                    log.warning("a bundle that the download needs is being replaced; its successor takes over");
                } else if (attempt.failedAfterResume(e) && !afresh) {
                    afresh = true;
                    log.warning("the download could not go on in the middle, and begins again: " + e.getMessage());
                    workDirectory.clear();
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
