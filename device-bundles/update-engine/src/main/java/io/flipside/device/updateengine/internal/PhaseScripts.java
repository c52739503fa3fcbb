// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.script.StateScriptRunner;
import java.io.IOException;

/** Which state scripts run where. In standalone mode the engine does not restart the device: no script is told so. */
final class PhaseScripts {
    private final StateScriptRunner scripts;
    private final EngineSettings settings;

    PhaseScripts(StateScriptRunner scripts, EngineSettings settings) {
        this.scripts = scripts;
        this.settings = settings;
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
