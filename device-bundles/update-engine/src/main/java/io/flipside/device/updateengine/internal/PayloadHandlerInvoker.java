// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.payload.PayloadAction;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.payload.PayloadHandlerAnswers;
import io.flipside.device.payload.RebootNeed;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.PendingArtifact;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import java.io.IOException;
import java.time.Duration;

/**
 * Calls the handlers of the artifact's payloads to perform actions and to ask for their answers. A handler that was
 * replaced in the midst of a call is followed by its successor, which is called again.
 */
final class PayloadHandlerInvoker {
    private final KeyedServiceRegistry<PayloadHandler> handlers;
    private final UpdateWorkDirectory workDirectory;
    private final Duration timeout;
    private final GracefulStop stop;
    private final UpdateLog log;

    PayloadHandlerInvoker(
            KeyedServiceRegistry<PayloadHandler> handlers,
            UpdateWorkDirectory workDirectory,
            Duration timeout,
            GracefulStop stop,
            UpdateLog log) {
        this.handlers = handlers;
        this.workDirectory = workDirectory;
        this.timeout = timeout;
        this.stop = stop;
        this.log = log;
    }

    /** Has all payloads perform an action. */
    void perform(PayloadAction action, JournalEntry entry) throws IOException, InterruptedException {
        for (int index = 0; index < payloads(entry); index++) {
            call(action.name(), entry, index, (handler, context) -> {
                handler.perform(action, context);
                return action;
            });
        }
    }

    /** Has all payloads perform an action whose failure is only logged. */
    void performRegardless(PayloadAction action, JournalEntry entry) throws InterruptedException {
        try {
            perform(action, entry);
        } catch (IOException e) {
            log.warning(action + ": " + e.getMessage());
        }
    }

    /** Has the payloads that reboot by themselves do so; returns whether there is one for which the engine has to. */
    boolean rebootThemselves(PayloadAction action, JournalEntry entry) throws IOException, InterruptedException {
        boolean automatic = false;
        for (int index = 0; index < payloads(entry); index++) {
            RebootNeed need = answers(entry, index).reboot().orElse(RebootNeed.AUTOMATIC);
            automatic |= need == RebootNeed.AUTOMATIC;
            if (need == RebootNeed.YES) {
                call(action.name(), entry, index, (handler, context) -> {
                    handler.perform(action, context);
                    return action;
                });
            }
        }
        return automatic;
    }

    /** Asks those payloads that were not asked yet whether a reboot is needed. */
    JournalEntry askReboot(JournalEntry entry) throws IOException, InterruptedException {
        JournalEntry known = entry;
        for (int index = 0; index < payloads(entry); index++) {
            PayloadHandlerAnswers answers = answers(known, index);
            if (answers.reboot().isEmpty()) {
                RebootNeed need = call("the question for a reboot", known, index, PayloadHandler::rebootNeed);
                known = with(known, index, answers.withReboot(need));
            }
        }
        return known;
    }

    /** Asks those payloads that were not asked yet whether they can be rolled back; who can't say it, can't. */
    JournalEntry askRollback(JournalEntry entry) throws InterruptedException {
        JournalEntry known = entry;
        for (int index = 0; index < payloads(entry); index++) {
            PayloadHandlerAnswers answers = answers(known, index);
            if (answers.rollback().isEmpty()) {
                known = with(known, index, answers.withRollback(supportsRollback(known, index)));
            }
        }
        return known;
    }

    private boolean supportsRollback(JournalEntry entry, int index) throws InterruptedException {
        try {
            return call("the question for a rollback", entry, index, PayloadHandler::supportsRollback);
        } catch (IOException e) {
            log.warning("whether the payload can be rolled back can't be found out: " + e.getMessage());
            return false;
        }
    }

    private static int payloads(JournalEntry entry) {
        return entry.pending().map(known -> known.payloads().size()).orElse(0);
    }

    private static PayloadHandlerAnswers answers(JournalEntry entry, int index) {
        return entry.pending().orElseThrow().payloads().get(index).answers();
    }

    private static JournalEntry with(JournalEntry entry, int index, PayloadHandlerAnswers answers) {
        return entry.with(entry.pending().orElseThrow().with(index, answers));
    }

    private interface Call<T> {
        T to(PayloadHandler handler, PayloadContext context) throws IOException;
    }

    private <T> T call(String what, JournalEntry entry, int index, Call<T> call)
            throws IOException, InterruptedException {
        PendingArtifact pending = entry.pending().orElseThrow();
        String type = pending.payloads().get(index).type();
        PayloadContext context = workDirectory.context(entry.request().id(), pending, index);
        while (true) {
            PayloadHandler handler = handlers.await(type, timeout, timeout);
            try {
                return attempt(handler, context, call);
            } catch (IOException e) {
                if (handlers.serves(type, handler)) {
                    throw e;
                }
            }
            log.warning("the handler of '" + type + "' was replaced during " + what + "; once more");
        }
    }

    private <T> T attempt(PayloadHandler handler, PayloadContext context, Call<T> call) throws IOException {
        try {
            return stop.critically(() -> call.to(handler, context));
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            // Foreign code, whose bundle may just be going away.
            throw new IOException("the handler of '" + context.payload().type() + "' failed: " + e, e);
        }
    }
}
