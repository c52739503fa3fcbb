// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import io.flipside.server.change.Actor;
import io.flipside.server.log.LogSanitizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes one line to the server's log for each domain event: what happened, and who caused it. */
@ApplicationScoped
class DomainEventLogger implements OutboxConsumer {
    private static final Logger LOG = System.getLogger(DomainEventLogger.class.getName());

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void accept(OutboxEntry entry) {
        Actor actor = entry.origin().actor();
        LOG.log(Level.INFO, LogSanitizer.of(entry.sentence() + " (by " + actor + ")"));
    }
}
