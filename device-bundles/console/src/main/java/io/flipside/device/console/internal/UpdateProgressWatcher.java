// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import io.flipside.device.console.control.Terminal;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Displays the progress of an update until the update ends or waits for a decision. Asks again and again instead of
 * listening, because the engine may be replaced meanwhile.
 */
final class UpdateProgressWatcher {
    private static final long EVERY_MS = 100;
    private static final Duration ENGINE_LIMIT = Duration.ofSeconds(60);

    private final ReplaceableService<UpdateEngine> engine;
    private final Terminal terminal;
    private final TransferRate speed = new TransferRate();
    private @Nullable Phase shown;
    private long shownTenth;

    UpdateProgressWatcher(ReplaceableService<UpdateEngine> engine, Terminal terminal) {
        this.engine = engine;
        this.terminal = terminal;
    }

    UpdateStatus await(String id) throws IOException, InterruptedException {
        while (true) {
            Optional<UpdateEngine> now = engine.await(ENGINE_LIMIT);
            if (now.isEmpty()) {
                throw new IOException("the update engine has gone and did not come back; see `flipside bundles`");
            }
            UpdateStatus status = now.get().status();
            if (!status.id().equals(id)) {
                throw new IOException("the update has ended, and another one has begun; see `flipside status`");
            }
            showLastOfDownload(status);
            if (status.waiting() || (status.result().isPresent() && status.phase() == Phase.IDLE)) {
                return status;
            }
            show(status);
            Thread.sleep(EVERY_MS);
        }
    }

    /** On a terminal a bar; elsewhere a line for each phase, and for each tenth of the download. */
    private void show(UpdateStatus status) {
        UpdateStatus.Progress progress = status.progress();
        if (status.phase() != Phase.DOWNLOAD || progress.total() <= 0) {
            showPhase(status);
            return;
        }
        speed.at(progress.done());
        String text = StatusFormatter.progress(progress, speed.bytesPerSecond());
        if (terminal.interactive()) {
            terminal.progress(StatusFormatter.bar(progress) + " " + text);
            return;
        }
        long tenth = progress.done() * 10 / progress.total();
        if (shown != status.phase() || tenth != shownTenth) {
            terminal.line(StatusFormatter.phase(status) + ": " + text);
            shownTenth = tenth;
            shown = status.phase();
        }
    }

    /** A short download is over before the next look at it. */
    private void showLastOfDownload(UpdateStatus status) {
        UpdateStatus.Progress progress = status.progress();
        boolean due = shown == Phase.DOWNLOAD && status.phase() != Phase.DOWNLOAD && shownTenth < 10;
        if (due && progress.done() == progress.total() && !terminal.interactive()) {
            terminal.line("download: " + StatusFormatter.progress(progress, speed.bytesPerSecond()));
            shownTenth = 10;
        }
    }

    private void showPhase(UpdateStatus status) {
        if (shown != status.phase() && status.phase() != Phase.IDLE) {
            if (terminal.interactive()) {
                terminal.progress(StatusFormatter.phase(status) + " ...");
            } else {
                terminal.line(StatusFormatter.phase(status));
            }
            shown = status.phase();
        }
    }
}
