// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import io.flipside.device.updateengine.internal.script.StateScriptRunner;
import java.io.IOException;

/**
 * Runs the state scripts of a phase: the root filesystem's for the download, the artifact's for all later phases. In
 * standalone mode the engine does not reboot the device: no script is told so.
 */
final class PhaseScripts {
    private final StateScriptRunner scripts;
    private final EngineSettings settings;
    private final GracefulStop stop;

    PhaseScripts(StateScriptRunner scripts, EngineSettings settings, GracefulStop stop) {
        this.scripts = scripts;
        this.settings = settings;
        this.stop = stop;
    }

    /** Work that may fail. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Does the work, and runs the Error scripts of its state if it fails. */
    void orError(JournalEntry entry, String point, Work work) throws IOException, InterruptedException {
        try {
            work.run();
        } catch (IOException e) {
            if (!stop.stopping()) {
                runRegardless(entry, point);
            }
            throw e;
        }
    }

    /** Scripts of the root filesystem, before and after a download. */
    void download(String when) throws IOException, InterruptedException {
        if (settings.scriptsDirectory().isPresent()) {
            scripts.run(settings.scriptsDirectory().get(), "Download_" + when);
        }
    }

    void downloadError() throws InterruptedException {
        if (settings.scriptsDirectory().isPresent()) {
            scripts.runRegardless(settings.scriptsDirectory().get(), "Download_Error");
        }
    }

    /** Scripts of the artifact at {@code point}, for example {@code Install_Enter}; a failure fails the step. */
    void run(JournalEntry entry, String point) throws IOException, InterruptedException {
        if (meant(entry, point)) {
            scripts.run(settings.artifactScripts(), "Artifact" + point);
        }
    }

    /** Where a failure changes nothing. */
    void runRegardless(JournalEntry entry, String point) throws InterruptedException {
        if (meant(entry, point)) {
            scripts.runRegardless(settings.artifactScripts(), "Artifact" + point);
        }
    }

    private static boolean meant(JournalEntry entry, String point) {
        return !point.contains("Reboot_") || (entry.needsReboot() && !entry.standalone());
    }
}
