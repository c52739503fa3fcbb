// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.payload.PayloadAction;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.PendingArtifact;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Has the payload's handler act, whichever instance of it is there. */
final class PayloadHandlerInvoker {
    private final KeyedServiceRegistry<PayloadHandler> handlers;
    private final UpdateWorkDirectory workspace;
    private final Duration timeout;
    private final GracefulStop stop;
    private final UpdateLog log;

    PayloadHandlerInvoker(
            KeyedServiceRegistry<PayloadHandler> handlers,
            UpdateWorkDirectory workspace,
            Duration timeout,
            GracefulStop stop,
            UpdateLog log) {
        this.handlers = handlers;
        this.workspace = workspace;
        this.timeout = timeout;
        this.stop = stop;
        this.log = log;
    }

    /** Performs an action; if the handler was replaced in the midst of it, its successor performs it again. */
    void perform(PayloadAction action, JournalEntry entry) throws IOException, InterruptedException {
        Optional<PendingArtifact> pending = entry.pending();
        Optional<String> type = pending.flatMap(PendingArtifact::payloadType);
        if (type.isEmpty()) {
            return;
        }
        PayloadContext context = workspace.context(entry, pending.get());
        while (true) {
            PayloadHandler handler = handlers.await(type.get(), timeout, timeout);
            Optional<IOException> failure = attempt(handler, action, context);
            if (failure.isEmpty()) {
                return;
            }
            if (handlers.serves(type.get(), handler)) {
                throw failure.get();
            }
            log.warning("the handler of '" + type.get() + "' was replaced during " + action + "; once more");
        }
    }

    private Optional<IOException> attempt(PayloadHandler handler, PayloadAction action, PayloadContext context) {
        try {
            stop.critically(() -> handler.perform(action, context));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        } catch (RuntimeException | LinkageError e) {
            // Foreign code, whose bundle may just be going away.
            return Optional.of(new IOException("the handler of '" + context.payloadType() + "' failed: " + e, e));
        }
    }
}
