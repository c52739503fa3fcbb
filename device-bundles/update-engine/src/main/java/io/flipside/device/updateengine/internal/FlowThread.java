// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Runs the steps of updates on a dedicated thread. */
final class FlowThread {
    private static final Logger LOG = System.getLogger(FlowThread.class.getName());
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final EngineParts parts;
    private final EngineSettings.Timeouts timeouts;
    private final Thread thread;

    FlowThread(EngineParts parts, EngineSettings.Timeouts timeouts) {
        this.parts = parts;
        this.timeouts = timeouts;
        this.thread = new Thread(this::run, "flipside-update-engine");
    }

    void begin() {
        parts.stop().watch(thread);
        thread.start();
    }

    /** Lets an action or a write in progress come to its end, cuts off everything else, and waits for the thread. */
    void end() throws InterruptedException {
        parts.stop().stop();
        parts.download().abort();
        thread.join(timeouts.stop().toMillis());
        parts.stop().interrupt();
        thread.join(FAREWELL.toMillis());
        if (thread.isAlive()) {
            LOG.log(Level.ERROR, "the update engine was stopped in the midst of a step that does not end");
        }
    }

    private void run() {
        try {
            while (!parts.stop().stopping()) {
                go();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the update engine stops", e);
        }
    }

    private void go() throws InterruptedException {
        try {
            if (!parts.flow().step()) {
                parts.update().awaitWork();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "no update can be made: " + e.getMessage());
            Thread.sleep(timeouts.disk().toMillis());
        } catch (RuntimeException e) {
            // The outermost edge of this thread: a defect must not end all updates for ever.
            LOG.log(Level.ERROR, "a defect of the update engine", e);
            Thread.sleep(timeouts.disk().toMillis());
        } catch (Error e) {
            broken(e);
        }
    }

    /** Of foreign code, mostly. The step would only break down again. */
    private void broken(Error e) throws InterruptedException {
        LOG.log(Level.ERROR, "a step of the update broke down", e);
        try {
            parts.flow().breakDown(e);
        } catch (IOException | RuntimeException | Error again) {
            LOG.log(Level.ERROR, "no update can be made: " + again);
            Thread.sleep(timeouts.disk().toMillis());
        }
    }
}
