// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import io.flipside.device.payload.Action;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.update.internal.journal.Candidate;
import io.flipside.device.update.internal.journal.Halt;
import io.flipside.device.update.internal.journal.Journal;
import io.flipside.device.update.internal.journal.UpdateLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Has the payload's handler act, whichever instance of it is there. */
final class Payload {
    private final Services<PayloadHandler> handlers;
    private final Workspace workspace;
    private final Duration patience;
    private final Halt halt;
    private final UpdateLog log;

    Payload(Services<PayloadHandler> handlers, Workspace workspace, Duration patience, Halt halt, UpdateLog log) {
        this.handlers = handlers;
        this.workspace = workspace;
        this.patience = patience;
        this.halt = halt;
        this.log = log;
    }

    /** Performs an action; if the handler was replaced in the midst of it, its successor performs it again. */
    void perform(Action action, Journal journal) throws IOException, InterruptedException {
        Optional<Candidate> candidate = journal.candidate();
        Optional<String> type = candidate.flatMap(Candidate::payloadType);
        if (type.isEmpty()) {
            return;
        }
        PayloadContext context = workspace.context(journal, candidate.get());
        while (true) {
            PayloadHandler handler = handlers.await(type.get(), patience, patience);
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

    private Optional<IOException> attempt(PayloadHandler handler, Action action, PayloadContext context) {
        try {
            halt.critically(() -> handler.perform(action, context));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        } catch (RuntimeException | LinkageError e) {
            // Foreign code, whose bundle may just be going away.
            return Optional.of(new IOException("the handler of '" + context.payloadType() + "' failed: " + e, e));
        }
    }
}
