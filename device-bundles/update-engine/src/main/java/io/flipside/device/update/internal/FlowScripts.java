// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import io.flipside.device.update.internal.journal.Journal;
import io.flipside.device.update.internal.script.StateScripts;
import java.io.IOException;

/** Which state scripts run where. In standalone mode the engine does not restart the device: no script is told so. */
final class FlowScripts {
    private final StateScripts scripts;
    private final Settings settings;

    FlowScripts(StateScripts scripts, Settings settings) {
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
    void run(Journal journal, String point) throws IOException, InterruptedException {
        if (meant(journal, point)) {
            scripts.run(settings.artifactScripts(), "Artifact" + point);
        }
    }

    /** Where a failure changes nothing. */
    void runRegardless(Journal journal, String point) throws InterruptedException {
        if (meant(journal, point)) {
            scripts.runRegardless(settings.artifactScripts(), "Artifact" + point);
        }
    }

    private static boolean meant(Journal journal, String point) {
        return !point.contains("Reboot_") || (journal.needsReboot() && !journal.standalone());
    }
}
